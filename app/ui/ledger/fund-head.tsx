import { Typed } from '#app/ui/typed.tsx'
import { Shares } from './shares.tsx'

type Fund = { name: string; bodyName: string; shares: readonly { source: string; weight: number }[] }

/** What a fund is called, whose it is, and whose money it is made of. */
export function FundHead({ fund }: { fund: Fund }) {
  return (
    <>
      <h1>
        <Typed>{fund.name}</Typed>
      </h1>
      <ul className="meta">
        <li>{fund.bodyName}</li>
        <li>
          <Shares of={fund.shares} />
        </li>
      </ul>
    </>
  )
}
