import pg from 'pg'
import { type BookRule, bookRules } from '#app/domain/ledger/rules.ts'
import { fenToYuanText, toFen } from '#app/domain/shared/money.ts'
import { translator } from '#app/i18n/translate.ts'
import { tellFailure } from './fail.mjs'
import { runningDatabase } from './running-services.ts'

// `npm run --silent ledger:check`: every rule of the books with its figure, checked against every line, on the database of
// DATABASE_URL or on that of the site that runs here. Exits 0 when all hold, 1 when one is broken, 2 when it cannot be told.

const [english, chinese] = [translator('en'), translator('zh-CN')]

type Row = { rule: BookRule; figure: string; breaches: string }

async function main(): Promise<number> {
  const client = new pg.Client({ connectionString: runningDatabase() })
  await client.connect()
  const { rows } = await client.query<Row>('SELECT rule, figure::text, breaches::text FROM ledger_check()')
  await client.end()
  for (const { rule, figure, breaches } of rows) {
    const amount = bookRules[rule] === 'fen' ? `¥${fenToYuanText(toFen(BigInt(figure)))}` : figure
    const verdict = breaches === '0' ? '✓' : `✗ ×${breaches}`
    console.log(`${verdict} ${rule}  ${amount}  ${english(`books.rule.${rule}`)} ${chinese(`books.rule.${rule}`)}`)
  }
  const broken = rows.filter(({ breaches }) => breaches !== '0').length
  console.log(`${String(rows.length - broken)} hold, ${String(broken)} broken`)
  return broken === 0 ? 0 : 1
}

try {
  process.exitCode = await main()
} catch (error) {
  tellFailure(error)
  process.exitCode = 2
}
