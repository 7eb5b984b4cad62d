import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { BureauCall } from '#app/services/call/queries/bureau-call.server.ts'
import { Figures } from '#app/ui/figures.tsx'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'
import { BookName } from '#app/ui/rules/book-name.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'
import { hasSteps } from './next-steps.tsx'
import { CallStateTag } from './call-state.tsx'
import { SuspensionLines } from './suspension-lines.tsx'
import { useTimeLeft } from './time-left.tsx'

export function CallHead({ call }: { call: BureauCall }) {
  const { content } = call
  const t = useT()
  const { wan, deadline, day } = useFormat()
  const timeLeft = useTimeLeft()
  return (
    <article className="sheet">
      <CallStateTag
        state={call.state}
        isClosed={call.isClosed}
        isSuspended={call.isSuspended}
        isRehearsal={call.isRehearsal}
      />
      <h1>
        <Typed>{content.title}</Typed>
      </h1>
      <ul className="meta">
        <li>{content.bodyName}</li>
        <li>
          {t(`call.method.${content.method}`)} · {t(`call.instrument.${content.instrument}`)} ·{' '}
          {t(`call.fundingKind.${content.fundingKind}`)}
        </li>
        <li>{t(`common.field.${content.field}`)}</li>
        <li>{content.regionName}</li>
        <li>
          {day(content.startsOn)} – {day(content.endsOn)}
        </li>
        {call.callNo === null ? null : <li>{call.callNo}</li>}
        <li>
          {t(call.isPublished ? 'ruleBook.goesBy' : 'ruleBook.willGoBy')} <BookName book={call.book} />
        </li>
      </ul>
      <Figures
        items={[
          {
            label: t('common.money.budget'),
            value: wan(content.budgetFen),
            note: call.fundName === null ? undefined : <Typed>{call.fundName}</Typed>,
          },
          { label: t('common.money.ceiling'), value: wan(content.ceilingFen) },
          {
            label: t('call.label.deadline'),
            value: call.isSuspended ? t('call.suspended') : timeLeft(call.left),
            note: call.isSuspended
              ? t('call.suspension.was', { deadline: deadline(call.deadlineAt) })
              : deadline(call.deadlineAt),
          },
          { label: t('call.label.quorum'), value: content.quorum },
        ]}
      />
      {call.isSingleSource ? (
        <p>
          <A to={paths.bureauSingleSource(call.id)}>{t('single.title')}</A>
          {call.isBefore && !call.isSingleNoticed ? ` · ${t('single.notNoticed')}` : null}
        </p>
      ) : null}
      {call.isRehearsal ? (
        <p className="notice">
          <strong>{t('rehearsal.title')}</strong> {t('rehearsal.what')}{' '}
          {call.state === 'CANCELLED' ? null : t('rehearsal.ends')}
        </p>
      ) : null}
      {call.may.edit && !call.isSingleSource ? (
        <p>
          <A to={paths.bureauRehearsal(call.id)}>{t(call.isRehearsal ? 'rehearsal.invited' : 'rehearsal.make')}</A>
        </p>
      ) : null}
      <SuspensionLines call={call} />
      <OriginLines origin={call.origin} />
      {call.stateReason === '' ? null : (
        <p className="notice">
          {call.endCode === null || call.isRehearsal ? null : <strong>{t(`call.endCode.${call.endCode}`)} </strong>}
          {t(call.state === 'DRAFT' ? 'call.bureau.returned' : 'call.page.reason', { reason: call.stateReason })}
        </p>
      )}
      <TypedText text={content.summary} />
      {hasSteps(call) ? (
        <p className="before-side">
          <a href="#next">{t('call.bureau.nextBelow')}</a>
        </p>
      ) : null}
      {call.isPublished && call.callNo !== null ? (
        <p>
          <A to={paths.call(call.callNo)}>{t(call.isRehearsal ? 'rehearsal.seen' : 'call.bureau.publicPage')}</A>
        </p>
      ) : null}
    </article>
  )
}

/** Where the call comes from and what came after it. */
function OriginLines({ origin }: { origin: BureauCall['origin'] }) {
  const t = useT()
  const lines = [
    { key: 'copiedFrom', row: origin.retenderOf === null ? origin.copiedFrom : null },
    { key: 'retenderOf', row: origin.retenderOf },
    { key: 'retender', row: origin.retender },
  ] as const
  return lines.map(({ key, row }) =>
    row === null ? null : (
      <p key={key} className="note">
        {t(`call.origin.${key}`)}{' '}
        <A to={paths.bureauCall(row.id)}>
          <Typed>{row.title}</Typed>
        </A>
      </p>
    ),
  )
}
