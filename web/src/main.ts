// The page: the state, the engine, and what connects the two to the document.

import "./styles/index.css";
import { readBaked, SINGLE } from "./engine/baked";
import { startEngine } from "./engine/client";
import { startOffline } from "./engine/offline";
import { Page } from "./app/page";

const root = document.getElementById("app");
if (!root) throw new Error("the page was built without its element #app");

const engine = startEngine();
const page = new Page(root, readBaked(), engine);
void page.start();

startOffline(engine, {
  onReady: ({ edition, newPrices, reload }) => page.updated(edition, newPrices, reload),
});
if (SINGLE) document.documentElement.dataset["single"] = "";
