import type { DisclosureBlock } from '#app/domain/call/disclosure.ts'
import { useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'

const first = 'disclosure'

/**
 * Index number, category, issuer, date, mode and document number: on everything a body publishes (State Council Order No. 711). Those after the
 * first of a page have an id of their own, and say of which document they are.
 */
export function Disclosure({ block, id = first }: { block: DisclosureBlock; id?: string }) {
  const t = useT()
  const { day } = useFormat()
  const rows = [
    [t('call.page.indexNo'), block.indexNo === '' ? t('project.disclosure.none') : block.indexNo],
    [t('call.page.category'), `${t(`call.regime.${block.regime}`)} · ${t(`call.document.${block.document}`)}`],
    [t('call.page.issuer'), block.issuer],
    [t('call.page.createdOn'), day(block.issuedOn)],
    [t('call.page.mode'), t('call.page.modeActive')],
    [t('call.page.docNo'), block.docNo === '' ? t('project.disclosure.none') : block.docNo],
  ]
  return (
    <Sheet labelledBy={id}>
      <h2 id={id}>
        {t('call.page.disclosure')}
        {id === first ? null : ` · ${t(`call.document.${block.document}`)} ${day(block.issuedOn)}`}
      </h2>
      <table className="disclosure">
        <tbody>
          {rows.map(([label, value]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td className="reason">{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Sheet>
  )
}
