/** An address, or a text with addresses, as messages may show it: without the user and password before a host. */
export const withoutSecrets = (text: string) => text.replace(/(\w:)?\/\/[^/?#\s]*@/g, (_, scheme = '') => `${scheme}//…@`)
