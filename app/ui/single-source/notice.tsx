import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { SingleNotice } from '#app/services/single-source/queries/single-source-page.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'

/** Why from one supplier alone, who it is, and what the experts argued. */
export function SingleArgument({ source }: { source: SingleNotice }) {
  const t = useT()
  const { money } = useFormat()
  return (
    <>
      <Sheet labelledBy="ground">
        <h2 id="ground">{t('single.groundTitle')}</h2>
        <p>
          <strong>{t(`single.ground.${source.ground}`)}</strong>
        </p>
        {source.originalFen === null ? null : <p>{t('single.original', { amount: money(source.originalFen) })}</p>}
        <TypedText text={source.argument} />
        <h3>{t('single.supplier')}</h3>
        <p>
          <A to={paths.organization(source.organizationId)}>
            <Typed>{source.organization}</Typed>
          </A>{' '}
          <span className="hash">{source.creditCode}</span>
        </p>
      </Sheet>
      <Sheet labelledBy="opinions">
        <h2 id="opinions">{t('single.opinions')}</h2>
        {source.opinions.length === 0 ? <p>{t('single.noOpinions')}</p> : null}
        {source.opinions.map(({ name, employer, title, opinion }) => (
          <section key={`${name}${employer}`}>
            <h3>
              <Typed>{name}</Typed>
            </h3>
            <p className="note">
              <Typed>
                {employer} · {title}
              </Typed>
            </p>
            <TypedText text={opinion} />
          </section>
        ))}
      </Sheet>
    </>
  )
}

/** What was objected, and what the buyer answered. */
export function ObjectionTexts({ objection }: { objection: SingleNotice['objections'][number] }) {
  const t = useT()
  const { instant } = useFormat()
  return (
    <>
      <p className="note">
        <Typed>{objection.filerName}</Typed> · {instant(objection.filedAt)}
      </p>
      <TypedText text={objection.facts} />
      {objection.answeredAt === null ? (
        <p>{t('single.objection.waiting')}</p>
      ) : (
        <>
          <p>
            <strong>{t(objection.isUpheld === true ? 'single.objection.upheld' : 'single.objection.dismissed')}</strong>{' '}
            {instant(objection.answeredAt)}
          </p>
          <TypedText text={objection.answer} />
        </>
      )}
    </>
  )
}
