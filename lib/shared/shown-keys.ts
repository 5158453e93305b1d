/** Names of what was found like a question, as the ask form sends back what its writer has been shown. */
export function keysOf({ answer, threads }: { answer: { id: number } | null; threads: { id: number }[] }): string {
  return [...(answer ? [`a${answer.id}`] : []), ...threads.map(({ id }) => `t${id}`)].join(' ')
}
