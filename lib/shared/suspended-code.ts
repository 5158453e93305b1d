/** By this code a refused session is known as a suspended person's, also to the script that signs in with a passkey. */
export const suspendedCode = 'SUSPENDED'
