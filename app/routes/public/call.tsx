import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { eventKey } from '#app/domain/call/public-events.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { pageMeta, withFeed } from '#app/http/meta.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { recordOfCall } from '#app/http/open-data.server.ts'
import { paths } from '#app/http/paths.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { type PublicCall, readPublicCall } from '#app/services/call/queries/public-call.server.ts'
import { appealsFor } from '#app/services/appeal/queries/public-appeals.server.ts'
import { needsBehind } from '#app/services/need/queries/needs-behind.server.ts'
import { readAll } from '#app/services/shared/read-together.server.ts'
import { NeedsBehind } from '#app/ui/need/needs-behind.tsx'
import { AppealsSheet } from '#app/ui/appeal/appeal-rows.tsx'
import { callRemedies } from '#app/services/award/queries/remedies.server.ts'
import { type CannotBidRow, readCannotBid } from '#app/services/bid/queries/bid-start.server.ts'
import { CannotBid } from '#app/ui/bid/cannot-bid.tsx'
import { CallContentSheets } from '#app/ui/call/call-content.tsx'
import { DeparturesSheet } from '#app/ui/call/departures.tsx'
import { Amendment } from '#app/ui/call/amendment.tsx'
import { QuestionList } from '#app/ui/call/question-list.tsx'
import { CallStateTag } from '#app/ui/call/call-state.tsx'
import { SuspensionLines } from '#app/ui/call/suspension-lines.tsx'
import { useTimeLeft } from '#app/ui/call/time-left.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { DataLink } from '#app/ui/open-data/data-link.tsx'
import { Figures } from '#app/ui/figures.tsx'
import { useFormat } from '#app/ui/format.ts'
import { following } from '#app/services/follow/queries/follows.server.ts'
import { FollowSheet } from '#app/ui/follow/follow-sheet.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { TimeLimitsSheet } from '#app/ui/rules/time-limits.tsx'
import { BookName } from '#app/ui/rules/book-name.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { RemedySheet } from '#app/ui/remedy/remedy-list.tsx'
import { StagePath } from '#app/ui/venture/stage-path.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'
import { Mixed } from '#app/ui/mixed.tsx'

export const loader = pageLoader(
  { may: 'anyone', params: z.object({ callNo: z.string().regex(/^[A-Z]{3}-\d{4}-\d{4,6}$/) }) },
  async ({ ctx, params: { callNo } }) => ({
    ...orNotFound(await readPublicCall(ctx, callNo)),
    ...(await readAll(ctx.db, {
      remedies: callRemedies(ctx, callNo),
      appeals: appealsFor(ctx, { callNo }),
      needs: needsBehind(ctx, { callNo }),
      following: following(ctx, { callNo }),
    })),
    cannotBid: await readCannotBid(ctx, callNo),
    // A visitor signs in first; whoever is here for a body does not ask.
    mayAsk: ctx.actor.accountId === undefined || ctx.actor.organizations.length > 0,
    dataPath: recordOfCall(callNo),
  }),
)

export const meta = withFeed<PublicCall>(
  pageMeta<PublicCall>(
    (_, { content }) => content.title,
    (_, { content }) => content.summary,
  ),
  ({ callNo }) => paths.callFeed(callNo),
)

export default function Call() {
  const call = useLoaderData<typeof loader>()
  const { content } = call
  const t = useT()
  const { day } = useFormat()
  return (
    <Page crumbs={[{ to: paths.calls(), text: t('call.page.crumb') }]}>
      <div className="with-side">
        <div>
          <article className="sheet">
            <CallStateTag
              state={call.state}
              isClosed={!call.isOpen}
              isSuspended={call.isSuspended}
              isRehearsal={call.isRehearsal}
            />
            <h1>
              <Typed>{content.title}</Typed>
            </h1>
            <ul className="meta">
              <li>
                <Mixed text={t('call.label.buyer', { name: content.bodyName })} />
              </li>
              <li>
                {t(`call.method.${content.method}`)} · {t(`call.instrument.${content.instrument}`)} ·{' '}
                {t(`call.fundingKind.${content.fundingKind}`)}
              </li>
              <li>{t(`common.field.${content.field}`)}</li>
              <li>{content.regionName}</li>
              <li>
                {day(content.startsOn)} – {day(content.endsOn)}
              </li>
              <li>{call.callNo}</li>
              <li>
                {t('ruleBook.goesBy')} <BookName book={call.book} />
              </li>
            </ul>
            {content.invited === null ? null : (
              <p className="notice">
                {t('single.invitedOnly')} <Typed>{content.invited}</Typed>
              </p>
            )}
            <CallFigures call={call} />
            {call.isRehearsal || content.method === 'SINGLE_SOURCE' ? null : (
              <p>
                <A to={paths.callFigures(call.callNo)}>{t('statistics.calls.ofCall.link')}</A>
              </p>
            )}
            {call.isRehearsal ? (
              <p className="notice">
                <strong>{t('rehearsal.title')}</strong> {t('rehearsal.forYou')}
              </p>
            ) : null}
            {call.endReason === '' ? null : (
              <div className="notice">
                {call.endCode === null || call.isRehearsal ? null : (
                  <p>
                    <strong>{t(`call.endCode.${call.endCode}`)}</strong>
                  </p>
                )}
                <p>{t('call.page.reason', { reason: call.endReason })}</p>
              </div>
            )}
            <SuspensionLines call={call} />
            <OriginLine text={t('call.origin.retenderOf')} row={call.retenderOf} />
            <OriginLine text={t('call.origin.retender')} row={call.retender} />
            <TypedText text={content.summary} />
            {call.isOpen ? (
              <p className="before-side">
                <a href="#bid">{t('call.page.bidBelow')}</a>
              </p>
            ) : null}
            {call.hasResult ? (
              <p>
                <A className="button" to={paths.callResult(call.callNo)}>
                  {t('call.page.result')}
                </A>
              </p>
            ) : null}
            {call.projects.length === 0 ? null : (
              <>
                <h2>{t('call.page.projects')}</h2>
                <ul>
                  {call.projects.map(({ projectNo, title }) => (
                    <li key={projectNo}>
                      <A to={paths.project(projectNo)}>
                        <Typed>{title}</Typed>
                      </A>
                    </li>
                  ))}
                </ul>
              </>
            )}
          </article>
          <NeedsBehind needs={call.needs} />
          <AppealsSheet appeals={call.appeals} />
          <CallContentSheets content={content} mayBidOf={call.isRehearsal ? undefined : call.callNo} />
          <DeparturesSheet departures={call.departures} />
          <AmendmentsSheet call={call} />
          <QuestionsSheet call={call} mayAsk={call.mayAsk} />
          <TimeLimitsSheet limits={call.limits} />
          {call.isRehearsal ? null : <RemedySheet remedies={call.remedies} callNo={call.callNo} />}
        </div>
        <aside aria-label={t('common.inBrief')}>
          {call.isOpen ? <BidSheet call={call} cannotBid={call.cannotBid} /> : null}
          <StagePath stages={call.stages} />
          <TimelineSheet call={call} />
          {call.isRehearsal ? null : <FollowSheet thing={{ callNo: call.callNo }} following={call.following} />}
          {call.isRehearsal ? null : <Disclosure block={call.disclosure} />}
          {call.isRehearsal || call.endDisclosure === null ? null : (
            <Disclosure block={call.endDisclosure} id="end-disclosure" />
          )}
          <SealedSheet call={call} />
          {call.isRehearsal ? null : (
            <Sheet>
              <DataLink to={call.dataPath} />
            </Sheet>
          )}
        </aside>
      </div>
    </Page>
  )
}

function AmendmentsSheet({ call }: { call: PublicCall }) {
  const t = useT()
  if (call.amendments.length === 0) return null
  return (
    <>
      <Sheet labelledBy="amendments">
        <h2 id="amendments">{t('call.amendment.title')}</h2>
        {call.amendments.map((amendment) => (
          <Amendment key={amendment.number} amendment={amendment} />
        ))}
      </Sheet>
      {(call.isRehearsal ? [] : call.amendments).map(({ number, publishedAt }) => (
        <Disclosure
          key={number}
          id={`disclosure-${number}`}
          block={{
            ...call.disclosure,
            document: 'amendment',
            indexNo: `${call.disclosure.indexNo}-A${number}`,
            issuedOn: publishedAt === null ? call.disclosure.issuedOn : dayOf(new Date(publishedAt)),
            docNo: '',
          }}
        />
      ))}
    </>
  )
}

function QuestionsSheet({ call, mayAsk }: { call: PublicCall; mayAsk: boolean }) {
  const t = useT()
  if (call.questions.length === 0 && !call.isOpen) return null
  return (
    <Sheet labelledBy="questions">
      <h2 id="questions">{t('call.questions.title')}</h2>
      {call.questions.length === 0 ? <p>{t('call.questions.none')}</p> : <QuestionList questions={call.questions} />}
      {call.isOpen && mayAsk ? (
        <p>
          <A to={paths.ngoQuestions(call.callNo)}>{t('call.questions.ask')}</A>
        </p>
      ) : null}
    </Sheet>
  )
}

function OriginLine({ text, row }: { text: string; row: { callNo: string; title: string } | null }) {
  if (row === null) return null
  return (
    <p>
      {text}{' '}
      <A to={paths.call(row.callNo)}>
        <Typed>{row.title}</Typed>
      </A>{' '}
      <small className="note">{row.callNo}</small>
    </p>
  )
}

function CallFigures({ call: { content, sealed, deadlineAt, left, isOpen, isSuspended } }: { call: PublicCall }) {
  const t = useT()
  const { wan, deadline } = useFormat()
  const timeLeft = useTimeLeft()
  return (
    <Figures
      items={[
        { label: t('common.money.budget'), value: wan(content.budgetFen) },
        { label: t('common.money.ceiling'), value: wan(content.ceilingFen) },
        {
          label: t('call.label.deadline'),
          value: isSuspended ? t('call.suspended') : isOpen ? timeLeft(left) : t('common.time.passed'),
          note: isSuspended ? t('call.suspension.was', { deadline: deadline(deadlineAt) }) : deadline(deadlineAt),
        },
        sealed === null
          ? { label: t('call.label.bids'), value: t('call.page.bidsLater'), note: t('call.page.bidsLaterNote') }
          : { label: t('call.label.bids'), value: t('call.page.bidsNow', { count: sealed.hashes.length }) },
      ]}
    />
  )
}

/** Shown to everyone: what it takes to bid, before signing up. */
function BidSheet({
  call: { content, callNo, deadlineAt },
  cannotBid,
}: {
  call: PublicCall
  cannotBid: readonly CannotBidRow[]
}) {
  const t = useT()
  const { money, deadline } = useFormat()
  const questions = content.criteria.filter(({ kind }) => kind !== 'PRICE').length
  return (
    <Sheet labelledBy="bid">
      <h2 id="bid">{t('call.page.bidTitle')}</h2>
      <p>{t('call.page.needs')}</p>
      <ul className="plain-list">
        <li>{t('call.page.needOrganization')}</li>
        <li>{t('call.page.needAnswers', { count: questions })}</li>
        {content.formItems.length === 0 ? null : (
          <li>
            <a href="#form">{t('application.needForm', { count: content.formItems.length })}</a>
          </li>
        )}
        {content.requiredDocuments.length === 0 ? null : (
          <li>
            <a href="#form">{t('application.needDocuments', { count: content.requiredDocuments.length })}</a>
          </li>
        )}
        <li>{t('call.page.needBudget', { ceiling: money(content.ceilingFen) })}</li>
        <li>{t('call.page.needFiles')}</li>
        <li>{t('call.page.needSeal')}</li>
      </ul>
      {cannotBid.map((organization) => (
        <CannotBid key={organization.id} organization={organization} />
      ))}
      <p className="note">{t('call.page.opened', { deadline: deadline(deadlineAt) })}</p>
      <p>
        <A className="button" to={paths.ngoBidStart(callNo)}>
          {t('call.page.bid')}
        </A>
      </p>
    </Sheet>
  )
}

function TimelineSheet({ call: { events, deadlineAt, isOpen } }: { call: PublicCall }) {
  const t = useT()
  const text = useDynamicT()
  const { instant } = useFormat()
  const steps = [
    ...events.map(({ type, at }) => ({ at, text: text(eventKey(type)), isAhead: false })),
    { at: deadlineAt, text: t('call.event.deadline'), isAhead: isOpen },
  ].toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  return (
    <Sheet labelledBy="timeline">
      <h2 id="timeline">{t('call.page.timeline')}</h2>
      <ol className="path">
        {steps.map((step) => (
          <li key={`${step.at}${step.text}`} className={step.isAhead ? 'now' : 'done'}>
            <time dateTime={step.at}>{instant(step.at)}</time>
            {step.text}
          </li>
        ))}
      </ol>
    </Sheet>
  )
}

/** What was sealed, by checksums alone; a bidder finds their own marked. */
function SealedSheet({ call: { sealed, callNo, hasOpeningRecord } }: { call: PublicCall }) {
  const t = useT()
  if (sealed === null || sealed.hashes.length === 0) return null
  return (
    <Sheet>
      <details open={sealed.hashes.some(({ isOwn }) => isOwn)}>
        <summary>{t('call.page.hashes', { count: sealed.hashes.length })}</summary>
        <p>{t('call.page.hashesLead')}</p>
        <ol className="plain-list">
          {sealed.hashes.map(({ hash, isOwn }) => (
            <li key={hash} className="hash">
              {hash}
              {isOwn ? (
                <>
                  {' '}
                  <Tag tone="open">{t('call.page.ownHash')}</Tag>
                </>
              ) : null}
            </li>
          ))}
        </ol>
        <p>
          <a href={paths.callSealedBids(callNo)}>{t('call.page.hashesFile')}</a>
        </p>
        <p className="note">{t('call.page.hashesSha')}</p>
        <p className="hash">{sealed.sha256}</p>
      </details>
      {hasOpeningRecord ? (
        <p>
          <A to={paths.callOpening(callNo)}>{t('opening.record.title')}</A>
        </p>
      ) : null}
    </Sheet>
  )
}
