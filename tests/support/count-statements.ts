import pg from 'pg'

type Query = (this: unknown, ...args: unknown[]) => unknown

/** How many SQL statements a piece of work sends, whatever its transaction's frame; nothing is changed about them. */
export async function countStatements(work: () => Promise<unknown>): Promise<number> {
  const client = pg.Client.prototype as unknown as { query: Query }
  const { query } = client
  let count = 0
  client.query = function counted(...args) {
    const [what] = args
    const text = typeof what === 'string' ? what : ((what as { text?: string } | undefined)?.text ?? '')
    if (/^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b/i.test(text)) count += 1
    return query.apply(this, args)
  }
  try {
    await work()
  } finally {
    client.query = query
  }
  return count
}
