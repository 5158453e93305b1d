export async function fillWithSample(_say: (text: string) => void): Promise<void> {}
