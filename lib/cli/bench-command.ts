export async function benchCommand(_: object): Promise<void> {}
