import { rejectionCauses } from '#app/domain/panel/review.ts'
import { questionMax } from '#app/domain/panel/schema.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import type { Asked, ReviewedBid, ReviewPage } from '#app/services/panel/queries/review-page.server.ts'
import { DateTimeField, RadioGroup, SelectField, TextArea } from '#app/ui/form/fields.tsx'
import { useFormState, useRowForm } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { BidName } from './bid-name.tsx'
import { Tag, type Tone } from '#app/ui/tag.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'

const tones: Record<ReviewedBid['state'], Tone> = { waiting: 'wait', admitted: 'open', rejected: 'due' }

/** One sheet per bid: what it is, what was found and asked, and what may still be done. */
export function ReviewList({ page, bidTo }: { page: ReviewPage; bidTo: (bidId: string) => string }) {
  return (
    <>
      {page.bids.map((bid) => (
        <BidReview key={bid.id} bid={bid} page={page} to={bidTo(bid.id)} />
      ))}
    </>
  )
}

/** Admits every bid that nothing was found against. */
export function AdmitRest({ page }: { page: ReviewPage }) {
  const t = useT()
  const form = useFormState('admitRest')
  return page.mayReview && page.bids.some(({ state }) => state === 'waiting') ? (
    <>
      <p>{t('review.admitRestHint')}</p>
      <ActionButton form={form}>{t('review.admitRest')}</ActionButton>
    </>
  ) : null
}

function BidReview({ bid, page, to }: { bid: ReviewedBid; page: ReviewPage; to: string }) {
  const t = useT()
  const td = useDynamicT()
  const format = useFormat()
  const admit = useRowForm('admit', 'bidId', bid.id)
  return (
    <Sheet labelledBy={`b-${bid.id}`}>
      <h2 id={`b-${bid.id}`}>
        <BidName bid={bid} /> <Tag tone={tones[bid.state]}>{td(`review.state.${bid.state}`)}</Tag>
      </h2>
      <ul className="meta">
        <li>{bid.priceFen === null ? t('panel.desk.noPrice') : format.money(bid.priceFen)}</li>
        {bid.state === 'rejected' ? null : (
          <li>
            <A to={to}>{t('review.read')}</A>
          </li>
        )}
      </ul>
      {bid.low.map((low) => (
        <p key={low.against} className="notice">
          {td(`review.low.${low.against}`, { pct: low.pct })}
        </p>
      ))}
      {bid.state === 'rejected' ? (
        <p>
          {bid.cause === null ? null : <strong>{td(`review.cause.${bid.cause}`)} </strong>}
          <Typed>{bid.reason}</Typed>
        </p>
      ) : null}
      {bid.asked.map((asked) => (
        <Question key={asked.id} asked={asked} bid={bid} />
      ))}
      {bid.mayReview && bid.state === 'waiting' ? (
        <>
          <ActionButton form={admit} version={bid.version} fields={{ bidId: bid.id }} quiet>
            {t('review.admit')}
          </ActionButton>
          <Reject bid={bid} />
        </>
      ) : null}
      {bid.mayReview && bid.state !== 'rejected' ? <Ask bid={bid} page={page} /> : null}
    </Sheet>
  )
}

function Question({ asked, bid }: { asked: Asked; bid: ReviewedBid }) {
  const t = useT()
  const td = useDynamicT()
  const format = useFormat()
  return (
    <section>
      <h3>{td(`review.kind.${asked.kind}`)}</h3>
      <TypedText text={asked.question} />
      <p className="hint">{t('review.due', { at: format.instant(asked.dueAt) })}</p>
      {asked.answeredAt === null ? (
        <p>{t(asked.isOpen ? 'review.waiting' : 'review.unanswered')}</p>
      ) : (
        <>
          <h4>{t('review.answer', { at: format.instant(asked.answeredAt) })}</h4>
          <TypedText text={asked.answer} />
        </>
      )}
      {asked.finding === null ? null : (
        <p>
          <strong>{td(`review.finding.${asked.finding}`)}</strong> <Typed>{asked.findingReason}</Typed>
        </p>
      )}
      {asked.kind === 'LOW_PRICE' && asked.finding === null && !asked.isOpen && bid.mayReview ? (
        <Find asked={asked} bidId={bid.id} />
      ) : null}
    </section>
  )
}

function Find({ asked, bidId }: { asked: Asked; bidId: string }) {
  const t = useT()
  const form = useRowForm('find', 'bidId', bidId)
  return (
    <PostForm form={form} version={asked.version}>
      <input type="hidden" name="bidId" value={bidId} />
      <RadioGroup
        form={form}
        name="finding"
        label={t('review.findTitle')}
        options={[
          { value: 'ACCEPTED', label: t('review.finding.ACCEPTED') },
          { value: 'REJECTED', label: t('review.finding.REJECTED') },
        ]}
      />
      <TextArea form={form} name="reason" label={t('review.findReason')} max={1000} rows={3} />
      <Submit>{t('review.find')}</Submit>
    </PostForm>
  )
}

function Reject({ bid }: { bid: ReviewedBid }) {
  const t = useT()
  const td = useDynamicT()
  const form = useRowForm('reject', 'bidId', bid.id)
  return (
    <details open={form.wasRefused}>
      <summary>{t('review.reject')}</summary>
      <PostForm form={form} version={bid.version}>
        <input type="hidden" name="bidId" value={bid.id} />
        <SelectField
          form={form}
          name="cause"
          label={t('review.causeLabel')}
          placeholder={t('panel.page.choose')}
          options={rejectionCauses.map((value) => ({ value, label: td(`review.cause.${value}`) }))}
        />
        <TextArea
          form={form}
          name="reason"
          label={t('review.reason')}
          hint={t('review.reasonHint')}
          max={1000}
          rows={3}
        />
        <Submit grave>{t('review.reject')}</Submit>
      </PostForm>
    </details>
  )
}

function Ask({ bid, page }: { bid: ReviewedBid; page: ReviewPage }) {
  const t = useT()
  const isLow = bid.low.length > 0 && bid.asked.every(({ kind }) => kind !== 'LOW_PRICE')
  return (
    <>
      {isLow ? (
        <AskForm bid={bid} intent="askPrice" title={t('review.askPrice', { minutes: page.explainMinutes })} />
      ) : null}
      {bid.state === 'waiting' ? <AskForm bid={bid} intent="ask" title={t('review.ask')} /> : null}
    </>
  )
}

function AskForm({ bid, intent, title }: { bid: ReviewedBid; intent: 'ask' | 'askPrice'; title: string }) {
  const t = useT()
  const form = useRowForm(intent, 'bidId', bid.id)
  return (
    <details open={form.wasRefused}>
      <summary>{title}</summary>
      <p>{t('review.askIntro')}</p>
      <PostForm form={form}>
        <input type="hidden" name="bidId" value={bid.id} />
        <TextArea form={form} name="question" label={t('review.question')} max={questionMax} rows={3} />
        <DateTimeField form={form} name="dueAt" label={t('review.dueAt')} />
        <Submit quiet>{t('review.send')}</Submit>
      </PostForm>
    </details>
  )
}
