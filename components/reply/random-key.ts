/** Returns the key by which a form counts once. `crypto.randomUUID()` is missing on sites without https. */
export const randomKey = () => [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join('-')
