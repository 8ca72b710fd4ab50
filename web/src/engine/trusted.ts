// The browser takes a worker's address from here alone, since the page's policy asks for trusted types.

interface Policy {
  createScriptURL(address: string): unknown;
}
interface Factory {
  createPolicy(name: string, rules: { createScriptURL(address: string): string }): Policy;
}

const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
const policy = factory?.createPolicy("costplan", { createScriptURL: (address) => address });

/** An address of our own script, in the type that Worker and the service worker's registration take. */
export function scriptAddress(address: string): string {
  return (policy ? policy.createScriptURL(address) : address) as string;
}
