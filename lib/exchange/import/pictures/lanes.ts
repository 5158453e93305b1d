const atOnce = 6
const atOnceOfHost = 2
/** A host that failed this many times in a row is not asked again during the run. */
const failuresMax = 5

/** Limits requests at once, in total and for each host, so that an import does not burden other sites. */
export class Lanes {
  private running = 0
  private readonly hosts = new Map<string, { running: number; failures: number }>()
  private readonly waiting: (() => void)[] = []

  /** Whether a host is not asked again during the run. */
  isGivenUp(host: string): boolean {
    return (this.hosts.get(host)?.failures ?? 0) >= failuresMax
  }

  /** Runs the work when there is room. `isHostFault` says whether an error is the fault of the host. */
  async run<T>(host: string, work: () => Promise<T>, isHostFault: (error: unknown) => boolean): Promise<T> {
    const lane = this.hosts.get(host) ?? { running: 0, failures: 0 }
    this.hosts.set(host, lane)
    while (this.running >= atOnce || lane.running >= atOnceOfHost) await new Promise<void>((go) => this.waiting.push(go))
    this.running++
    lane.running++
    try {
      const result = await work()
      lane.failures = 0
      return result
    } catch (error) {
      lane.failures = isHostFault(error) ? lane.failures + 1 : 0
      throw error
    } finally {
      this.running--
      lane.running--
      for (const go of this.waiting.splice(0)) go()
    }
  }
}
