import { type PrismaPg, PrismaPg as PrismaPgFactory } from '@prisma/adapter-pg'
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import type pg from 'pg'

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>

/** How the schema engine reaches the database, and the shadow database that it compares with. */
export class MigrationAdapterFactory extends PrismaPgFactory {
  constructor(
    pool: pg.Pool,
    private readonly connection: pg.PoolConfig,
  ) {
    super(pool)
  }

  override async connect(): Promise<Adapter> {
    return repaired(await super.connect())
  }

  // PrismaPg drops its shadow database before it closes the pool that uses it. Here the order is right.
  override async connectToShadowDb(): Promise<Adapter> {
    const database = `shadow_${crypto.randomUUID().replaceAll('-', '')}`
    const main = await super.connect()
    await main.executeScript(`CREATE DATABASE "${database}" TEMPLATE template0`)
    const shadow = repaired(await new PrismaPgFactory({ ...this.connection, database }).connect())
    const dispose = shadow.dispose.bind(shadow)
    shadow.dispose = async () => {
      await dispose()
      await main.executeScript(`DROP DATABASE "${database}" WITH (FORCE)`)
      await main.dispose()
    }
    return shadow
  }
}

/**
 * Corrects two things about the adapter. The engine reads catalogue columns of PostgreSQL's type "char", which the adapter does not map.
 * And the engine cuts scripts at every semicolon, even inside the body of a function: here the server gets them whole.
 */
function repaired(adapter: Adapter): Adapter {
  const charOid = 18
  const textOid = 25
  // biome-ignore lint/suspicious/noExplicitAny: performIO and client are private in the adapter's types.
  const inner = adapter as any
  inner.executeScript = async (script: string) => {
    await inner.client.query(script)
  }
  const charColumns = new WeakMap<object, number[]>()
  const performIO = inner.performIO.bind(inner)
  const queryRaw = inner.queryRaw.bind(inner)
  inner.performIO = async (query: unknown) => {
    const result = await performIO(query)
    const columns: number[] = []
    result.fields?.forEach((field: { dataTypeID: number }, index: number) => {
      if (field.dataTypeID !== charOid) return
      field.dataTypeID = textOid
      columns.push(index)
    })
    if (result.rows) charColumns.set(result.rows, columns)
    return result
  }
  inner.queryRaw = async (query: unknown) => {
    const result = await queryRaw(query)
    for (const index of charColumns.get(result.rows) ?? []) result.columnTypes[index] = ColumnTypeEnum.Character
    return result
  }
  return adapter
}
