import type { ReactNode } from 'react'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { CaseView } from '#app/services/incubator/queries/incubation-case.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'
import { IncubationTag, WarningLines } from './case-tags.tsx'

type View = { view: CaseView }

export const useCaseName = ({ organization, groupName }: Pick<CaseView, 'organization' | 'groupName'>) => {
  const t = useT()
  return organization?.name ?? (groupName === '' ? t('incubation.unnamed') : groupName)
}

/** Who, where, in which state, what is warned of. `side`: whose page it is. */
export function CaseHead({ view, side, children }: View & { side: 'own' | 'office'; children?: ReactNode }) {
  const t = useT()
  const { day } = useFormat()
  const name = useCaseName(view)
  return (
    <Sheet>
      <IncubationTag state={view.state} />
      <h1>
        <Typed>{name}</Typed>
      </h1>
      <ul className="meta">
        <li>
          <A to={paths.incubator(view.incubator.id)}>{view.incubator.name}</A>
        </li>
        <li>{view.className}</li>
        <li>{t(`incubator.kind.${view.kind}`)}</li>
        {view.organization === null ? (
          <li>{t('incubation.toRegister')}</li>
        ) : (
          <li>
            <A to={paths.organization(view.organization.id)}>{t('incubation.organization')}</A>
          </li>
        )}
        {view.fromOn === null || view.toOn === null ? null : (
          <li>{t('incubation.term', { from: day(view.fromOn), to: day(view.toOn) })}</li>
        )}
      </ul>
      <p>{stateWords(view, side, t, day)}</p>
      {view.checkReason === '' || !['RETURNED', 'REFUSED'].includes(view.state) ? null : (
        <TypedText text={view.checkReason} />
      )}
      <WarningLines warnings={view.warnings} />
      {children}
    </Sheet>
  )
}

function stateWords(
  view: CaseView,
  side: 'own' | 'office',
  t: ReturnType<typeof useT>,
  day: (on: string) => string,
): string {
  return t(side === 'own' ? `incubation.now.${view.state}` : `incubation.nowOffice.${view.state}`, {
    due: view.checkDueOn === null ? '' : day(view.checkDueOn),
    place: view.waitingPlace ?? 0,
    leaveBy: view.leaveByOn === null ? '' : day(view.leaveByOn),
    graduated: view.graduatedOn === null ? '' : day(view.graduatedOn),
    left: view.leftOn === null ? '' : day(view.leftOn),
  })
}

/** What the applicant wrote. */
export function ApplicationSheet({ view, children }: View & { children?: ReactNode }) {
  const t = useT()
  const none = t('incubation.notYet')
  const words = (text: string) => (text === '' ? none : <TypedText text={text} />)
  return (
    <Sheet labelledBy="application">
      <h2 id="application">{t('incubation.application')}</h2>
      <dl className="facts">
        {view.wasGroup ? (
          <>
            <div>
              <dt>{t('incubation.form.groupName')}</dt>
              <dd>{view.groupName === '' ? none : <Typed>{view.groupName}</Typed>}</dd>
            </div>
            <div>
              <dt>{t('incubation.form.initiators')}</dt>
              <dd>{words(view.initiators)}</dd>
            </div>
            <div>
              <dt>{t('incubation.leader')}</dt>
              <dd>
                <Typed>{view.leaderName}</Typed>
              </dd>
            </div>
          </>
        ) : null}
        <div>
          <dt>{t('incubation.form.stage')}</dt>
          <dd>{t(`incubation.stage.${view.stage}`)}</dd>
        </div>
        <div>
          <dt>{t('incubation.form.people')}</dt>
          <dd>{view.people}</dd>
        </div>
        <div>
          <dt>{t('incubation.wanted')}</dt>
          <dd>{t('incubation.space', { seats: view.wantedSeats, area: view.wantedM2 })}</dd>
        </div>
        <div>
          <dt>{t('incubation.needs')}</dt>
          <dd>{words(view.need)}</dd>
        </div>
        <div>
          <dt>{t('incubation.plans')}</dt>
          <dd>{words(view.plan)}</dd>
        </div>
        <div>
          <dt>{t('incubation.form.files')}</dt>
          <dd>
            {view.files.length === 0 ? (
              t('incubation.filesNone')
            ) : (
              <ul className="plain">
                {view.files.map(({ fileId, title, name }) => (
                  <li key={fileId}>
                    <A to={paths.file(fileId)}>
                      <Typed>{title}</Typed>
                    </A>{' '}
                    <span className="hint">
                      <Typed>{name}</Typed>
                    </span>
                  </li>
                ))}
              </ul>
            )}
          </dd>
        </div>
      </dl>
      {children}
    </Sheet>
  )
}

/** Term, space, terms, who signed, and the checksum of it all. */
function AgreementText({ agreement }: { agreement: CaseView['agreements'][number] }) {
  const t = useT()
  const { day, instant } = useFormat()
  const { fromOn, toOn, seats, areaM2, terms, offeredBy, offeredAt, signedBy, signedAt, contentSha256 } = agreement
  return (
    <>
      <ul className="meta">
        <li>{t('incubation.term', { from: day(fromOn), to: day(toOn) })}</li>
        <li>{t('incubation.space', { seats, area: areaM2 })}</li>
      </ul>
      <TypedText text={terms} />
      <p className="hint">
        {t('incubation.agreement.by', { name: offeredBy, at: instant(offeredAt) })}{' '}
        {signedAt === null ? null : t('incubation.agreement.bySecond', { name: signedBy ?? '', at: instant(signedAt) })}
      </p>
      <p className="hash">
        SHA-256 <code>{contentSha256}</code>
      </p>
    </>
  )
}

/** The newest first; of those that came to nothing, why. */
export function AgreementSheet({ view, children }: View & { children?: ReactNode }) {
  const t = useT()
  if (view.agreements.length === 0 && children === undefined) return null
  return (
    <Sheet labelledBy="agreement">
      <h2 id="agreement">{t('incubation.agreement.title')}</h2>
      {view.agreements.map((agreement) => (
        <article key={agreement.id}>
          <h3>
            {t(agreement.number === 1 ? 'incubation.agreement.first' : 'incubation.agreement.extension')}{' '}
            {agreement.signedAt !== null ? (
              <Tag tone="open">{t('incubation.agreement.signed')}</Tag>
            ) : agreement.withdrawnAt !== null ? (
              <Tag tone="plain">{t('incubation.agreement.withdrawn')}</Tag>
            ) : (
              <Tag tone="wait">{t('incubation.agreement.open')}</Tag>
            )}
          </h3>
          {agreement.withdrawnAt === null ? (
            <AgreementText agreement={agreement} />
          ) : (
            <>
              {agreement.withdrawnReason === '' ? null : (
                <>
                  <p className="hint">{t('incubation.agreement.withdrawnBecause')}</p>
                  <TypedText text={agreement.withdrawnReason} />
                </>
              )}
              <details>
                <summary>{t('incubation.agreement.text')}</summary>
                <AgreementText agreement={agreement} />
              </details>
            </>
          )}
        </article>
      ))}
      {children}
    </Sheet>
  )
}
