// What one call of calcPrice of genai-prices takes, in nanoseconds, as JSON by model: the fastest of many
// rounds, after enough calls for the compiler to have done its work.

import { calcPrice } from "@pydantic/genai-prices";

// Models from the beginning, the middle and the end of its lists: a call searches them.
const models = [["gpt-3.5-turbo", "openai"], ["gpt-5", "openai"], ["claude-sonnet-4-20250514", "anthropic"]];
const usage = { input_tokens: 1000, output_tokens: 100 };
const rounds = 15;
const calls = 20_000;

const result = {};
for (const [model, providerId] of models) {
  let fastest = Infinity;
  for (let round = -3; round < rounds; round++) {
    const begun = process.hrtime.bigint();
    for (let i = 0; i < calls; i++) {
      if (calcPrice(usage, model, { providerId }) === null) throw new Error(`${model} has no price`);
    }
    if (round >= 0) fastest = Math.min(fastest, Number(process.hrtime.bigint() - begun) / calls);
  }
  result[model] = fastest;
}
console.log(JSON.stringify(result));
