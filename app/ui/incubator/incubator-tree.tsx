import { useT } from '#app/i18n/provider.tsx'
import type { IncubatorRow } from '#app/services/incubator/queries/incubator-tree.server.ts'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'

type Node = { row: IncubatorRow; below: Node[] }

/** The flat list, each row under the one it hangs on. */
function grow(rows: readonly IncubatorRow[]): Node[] {
  const roots: Node[] = []
  const way: Node[] = []
  for (const row of rows) {
    const node: Node = { row, below: [] }
    way.length = row.depth
    const parent = way.at(-1)
    if (parent === undefined) roots.push(node)
    else parent.below.push(node)
    way.push(node)
  }
  return roots
}

/** Incubators under those they belong to, each with its places. */
export const IncubatorTree = ({ rows, to }: { rows: readonly IncubatorRow[]; to: (id: string) => string }) => (
  <Branch nodes={grow(rows)} to={to} />
)

function Branch({ nodes, to }: { nodes: readonly Node[]; to: (id: string) => string }) {
  const t = useT()
  return (
    <ul className="rows">
      {nodes.map(({ row, below }) => (
        <li key={row.id}>
          <h2 className="small">
            <A to={to(row.id)}>{row.name}</A>
          </h2>
          <ul className="meta">
            <li>
              {row.isOpen ? (
                <Tag tone="open">{t('incubator.open')}</Tag>
              ) : (
                <Tag tone="plain">{t('incubator.closed')}</Tag>
              )}
            </li>
            <li>{t(`incubator.level.${row.level}`)}</li>
            <li>{row.regionName}</li>
            {row.places === 0 ? null : (
              <li>{t('incubator.placesLeft', { left: row.placesLeft, places: row.places })}</li>
            )}
            <li>{t('incubator.tenantCount', { count: row.tenants })}</li>
            {row.alumni === 0 ? null : <li>{t('incubator.alumniCount', { count: row.alumni })}</li>}
          </ul>
          {below.length === 0 ? null : <Branch nodes={below} to={to} />}
        </li>
      ))}
    </ul>
  )
}
