import { type PrismaPg, PrismaPg as PrismaPgFactory } from '@prisma/adapter-pg'
import type pg from 'pg'

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>
type Transaction = Awaited<ReturnType<Adapter['startTransaction']>>

/**
 * Prisma’s adapter over our pool, with one query at a time in each transaction. Prisma asks for several relations at once, but a
 * transaction has one connection, and node-postgres 9 takes no query on it while another runs.
 */
export class OneAtATimeAdapter extends PrismaPgFactory {
  constructor(pool: pg.Pool) {
    super(pool)
  }

  override async connect(): Promise<Adapter> {
    const adapter = await super.connect()
    const start = adapter.startTransaction.bind(adapter)
    adapter.startTransaction = async (isolationLevel) => inOrder(await start(isolationLevel))
    return adapter
  }
}

/** Each query, and the end of the transaction, waits for the queries before it. */
function inOrder(transaction: Transaction): Transaction {
  let last: Promise<unknown> = Promise.resolve()
  const after = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work)
    last = next.catch(() => undefined)
    return next
  }
  const { queryRaw, executeRaw, commit, rollback } = transaction
  return Object.assign(transaction, {
    queryRaw: (query: Parameters<typeof queryRaw>[0]) => after(() => queryRaw.call(transaction, query)),
    executeRaw: (query: Parameters<typeof executeRaw>[0]) => after(() => executeRaw.call(transaction, query)),
    commit: () => after(() => commit.call(transaction)),
    rollback: () => after(() => rollback.call(transaction)),
  })
}
