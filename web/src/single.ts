// In the single file the program is packed, since a file from a disk has no host that would send it compressed. This
// unpacks it and runs it as an inline module; the page's policy allows exactly that text by its digest.

interface ScriptPolicy {
  createScript(text: string): unknown;
}
interface ScriptPolicies {
  createPolicy(name: string, rules: { createScript(text: string): string }): ScriptPolicy;
}

async function run(): Promise<void> {
  const packed = document.getElementById("program")?.textContent ?? "";
  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const text = await new Response(unpacked).text();
  const policies = (globalThis as { trustedTypes?: ScriptPolicies }).trustedTypes;
  const policy = policies?.createPolicy("costplan-program", { createScript: (program) => program });
  const script = document.createElement("script");
  script.type = "module";
  script.textContent = (policy ? policy.createScript(text) : text) as string;
  document.body.append(script);
}

void run();
