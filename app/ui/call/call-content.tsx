import type { CallContent } from '#app/services/call/queries/call-content.server.ts'
import { paths } from '#app/http/paths.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { Folded } from '#app/ui/folded.tsx'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'
import { FeeSheet } from '#app/ui/fee/fee-sheet.tsx'
import { Sheet } from '#app/ui/layout/page.tsx'
import { useRuleLines } from '#app/ui/cofunding/rule-text.ts'
import { PostTable } from '#app/ui/post-price/post-table.tsx'
import { FormItemList } from './form-item-list.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'

/** Everything a call asks for, the same for bidders, approvers and passers-by. `mayBidOf`: its number, where anyone may see who meets it. */
export function CallContentSheets({ content, mayBidOf }: { content: CallContent; mayBidOf?: string | undefined }) {
  const t = useT()
  return (
    <>
      {content.requirement === '' && content.beneficiaries === '' ? null : (
        <Sheet labelledBy="requirement">
          <h2 id="requirement">{t('call.page.requirement')}</h2>
          <TypedText text={content.requirement} />
          <h3>{t('call.page.beneficiaries')}</h3>
          <TypedText text={content.beneficiaries} />
        </Sheet>
      )}
      <ConditionsSheet content={content} mayBidOf={mayBidOf} />
      <CriteriaSheet content={content} />
      <FormSheet content={content} />
      <FeeSheet fees={content.fees} />
      <MatchingSheet content={content} />
      <PostsSheet content={content} />
      <PlanSheet content={content} />
      <Sheet labelledBy="documents">
        <h2 id="documents">{t('call.page.documents')}</h2>
        <Documents content={content} />
      </Sheet>
    </>
  )
}

function ConditionsSheet({ content, mayBidOf }: { content: CallContent; mayBidOf: string | undefined }) {
  const t = useT()
  const { money } = useFormat()
  const { conditions, reservation, bidBondFen, performanceBondBps, awardMode } = content
  const lines = [
    ...(reservation === 'NONE' ? [] : [t(`call.reservation.${reservation}`)]),
    ...(awardMode === 'MULTI' ? [t('call.awardMode.MULTI')] : []),
    ...(bidBondFen === '0' ? [] : [t('call.page.bidBond', { amount: money(bidBondFen) })]),
    ...(performanceBondBps === 0 ? [] : [t('call.page.performanceBond', { pct: performanceBondBps / 100 })]),
  ]
  if (conditions.length + lines.length === 0) return null
  return (
    <Sheet labelledBy="conditions">
      <h2 id="conditions">{t('call.page.conditions')}</h2>
      <ul>
        {conditions.map(({ use, kind, text, figure }, index) => (
          <li key={index}>
            <Typed>{text}</Typed>{' '}
            <small className="note">
              {t(`call.conditionUse.${use}`)} · {t(`call.conditionKind.${kind}`)}
              {kind === 'MINIMUM_RATING' && figure != null ? ` ${figure}A` : ''}
            </small>
          </li>
        ))}
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {mayBidOf === undefined || conditions.length === 0 ? null : (
        <p>
          <A to={`${paths.organizations()}?call=${mayBidOf}`}>{t('organization.public.mayBidLink')}</A>
        </p>
      )}
    </Sheet>
  )
}

/** How the panel scores, where the call says more than the rule. */
function ScoringList({ scoring }: { scoring: CallContent['scoring'] }) {
  const t = useT()
  const td = useDynamicT()
  if (scoring === null) return null
  const { isBlind, reasons, allowsDiscussion, dropHigh, dropLow } = scoring
  return (
    <>
      <h3>{t('panel.settings.title')}</h3>
      <ul>
        {isBlind ? <li>{t('panel.settings.isBlind')}</li> : null}
        <li>{td(`panel.reasons.${reasons}`)}</li>
        {allowsDiscussion ? <li>{t('panel.settings.allowsDiscussion')}</li> : null}
        {dropHigh === null ? null : (
          <li>
            {t('award.groups.how')}{' '}
            {dropHigh + (dropLow ?? 0) === 0
              ? t('award.groups.dropsNone')
              : t('award.groups.drops', { high: dropHigh, low: dropLow ?? 0 })}
          </li>
        )}
      </ul>
    </>
  )
}

function CriteriaSheet({ content: { criteria, scoring, method } }: { content: CallContent }) {
  const t = useT()
  // What is negotiated is asked for, not scored.
  const isScored = method !== 'SINGLE_SOURCE'
  if (criteria.length === 0) return null
  return (
    <Sheet labelledBy="criteria">
      <h2 id="criteria">{t('call.page.criteria')}</h2>
      <p>{t(isScored ? 'call.page.criteriaLead' : 'single.criteriaLead')}</p>
      <table className="stack">
        <thead>
          <tr>
            <th scope="col">{t('call.page.criterion')}</th>
            <th scope="col">{t('call.page.guidance')}</th>
            {isScored ? (
              <th scope="col" className="num">
                {t('call.page.points')}
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {criteria.map((criterion, index) => (
            <tr key={index}>
              <th scope="row">
                <Typed>{criterion.title}</Typed>
              </th>
              <td>
                {criterion.guidance === '' ? null : (
                  <>
                    <Typed>{criterion.guidance}</Typed>
                    <br />
                  </>
                )}
                {criterion.anchors === '' ? null : <TypedText text={criterion.anchors} />}
                <small className="note">
                  {criterion.kind === 'PRICE'
                    ? isScored
                      ? t('call.page.priceFormula', { points: criterion.points })
                      : t('single.priceNegotiated')
                    : t('call.page.answerLimit', { max: criterion.answerLimit })}
                </small>
              </td>
              {isScored ? (
                <td className="num" data-label={t('call.page.points')}>
                  {criterion.points}
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
      <ScoringList scoring={scoring} />
    </Sheet>
  )
}

/** What a bid answers beside the criteria. */
function FormSheet({ content: { formItems, requiredDocuments, allowsConsortium } }: { content: CallContent }) {
  const t = useT()
  if (formItems.length + requiredDocuments.length === 0 && !allowsConsortium) return null
  return (
    <Sheet labelledBy="form">
      <h2 id="form">
        {formItems.length + requiredDocuments.length === 0 ? t('application.partners.title') : t('application.title')}
      </h2>
      {formItems.length === 0 ? null : (
        <>
          <p>{t('application.publicLead')}</p>
          <Folded label={t('common.all', { count: formItems.length })}>
            <FormItemList items={formItems} />
          </Folded>
        </>
      )}
      {requiredDocuments.length === 0 ? null : (
        <>
          <h3>{t('application.required.title')}</h3>
          <ul>
            {requiredDocuments.map((kind) => (
              <li key={kind}>{t(`application.documentKind.${kind}`)}</li>
            ))}
          </ul>
          <p className="note">{t('application.required.publicHint')}</p>
        </>
      )}
      {allowsConsortium ? <p>{t('application.partners.allowed')}</p> : null}
    </Sheet>
  )
}

/** How much there is on top of what others bring. */
function MatchingSheet({ content: { matching } }: { content: CallContent }) {
  const t = useT()
  const ruleLines = useRuleLines()
  if (matching === null) return null
  return (
    <Sheet labelledBy="matching">
      <h2 id="matching">{t('cofunding.rule.title')}</h2>
      <ul>
        {ruleLines(matching).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p className="note">{t('cofunding.rule.publicHint')}</p>
    </Sheet>
  )
}

/** The posts that are bought, and how each price is made. */
function PostsSheet({ content: { posts, postStandard } }: { content: CallContent }) {
  const t = useT()
  if (posts.length === 0 || postStandard === null) return null
  return (
    <Sheet labelledBy="posts">
      <h2 id="posts">{t('post-price.posts')}</h2>
      <PostTable posts={posts} standard={postStandard} />
    </Sheet>
  )
}

function PlanSheet({ content: { milestones, budgetFen } }: { content: CallContent }) {
  const t = useT()
  const { day, number, wan } = useFormat()
  if (milestones.length === 0) return null
  return (
    <Sheet labelledBy="plan">
      <h2 id="plan">{t('call.page.plan')}</h2>
      <p>{t('call.page.planLead')}</p>
      <table className="stack">
        <thead>
          <tr>
            <th scope="col">{t('call.page.milestone')}</th>
            <th scope="col">{t('call.page.deliverable')}</th>
            <th scope="col">{t('call.page.due')}</th>
            <th scope="col" className="num">
              {t('call.page.share')}
            </th>
          </tr>
        </thead>
        <tbody>
          {milestones.map((milestone, index) => (
            <tr key={index}>
              <th scope="row">
                <Typed>{milestone.title}</Typed>
              </th>
              <td>
                <Typed>{milestone.deliverable}</Typed>
                {milestone.indicator === '' ? null : (
                  <>
                    <br />
                    <small className="note">
                      <Typed>
                        {milestone.indicator} {number(milestone.target)} {milestone.unit}
                      </Typed>
                    </small>
                  </>
                )}
              </td>
              <td className="day short" data-label={t('call.page.due')}>
                {day(milestone.dueOn)}
              </td>
              <td className="num" data-label={t('call.page.share')}>
                <span>
                  {percent(milestone.trancheBps)}
                  <br />
                  <small className="note">
                    {t('call.page.shareAmount', { amount: wan(shareOf(budgetFen, milestone.trancheBps)) })}
                  </small>
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Sheet>
  )
}

export const percent = (bps: number): string => `${bps / 100}%`
/** Rounded to whole yuan: the contract says the exact amount of each tranche. */
const shareOf = (fen: string, bps: number): string =>
  String(((BigInt(fen) * BigInt(bps) + 500_000n) / 1_000_000n) * 100n)

function Documents({ content: { documents } }: { content: CallContent }) {
  const t = useT()
  const { bytes } = useFormat()
  if (documents.length === 0) return <p>{t('call.page.noDocuments')}</p>
  return (
    <ul className="files">
      {documents.map(({ fileId, title, name, size }) => (
        <li key={fileId}>
          <A to={paths.file(fileId)} download={name}>
            <Typed>{title}</Typed>
          </A>
          <small>
            <Typed>{name}</Typed> · {bytes(size)}
          </small>
        </li>
      ))}
    </ul>
  )
}
