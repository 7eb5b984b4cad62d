import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { dayOf } from '#app/domain/shared/day.ts'
import { pageMeta } from '#app/http/meta.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useLocale, useT } from '#app/i18n/provider.tsx'
import { type PublicResult, readPublicResult } from '#app/services/award/queries/public-result.server.ts'
import { readCallRemedies } from '#app/services/award/queries/remedies.server.ts'
import { NoticeBody } from '#app/ui/award/notices.tsx'
import { FlagList, HowComputed, JudgeTable, RankTable } from '#app/ui/award/result-tables.tsx'
import { ResultVersions } from '#app/ui/award/result-versions.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { Figures } from '#app/ui/figures.tsx'
import { Folded } from '#app/ui/folded.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { NegotiationRecord } from '#app/ui/single-source/negotiation-record.tsx'
import { RemedySheet } from '#app/ui/remedy/remedy-list.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'

const params = z.object({ callNo: z.string().max(40) })

/** `?round=` names a result that a later round replaced. */
export const loader = pageLoader({ may: 'anyone', params }, async ({ ctx, params: { callNo }, url }) => {
  const round = z.uuid().safeParse(url.searchParams.get('round'))
  const page = orNotFound(await readPublicResult(ctx, callNo, round.success ? round.data : undefined))
  return { ...page, remedies: await readCallRemedies(ctx, callNo) }
})

export const meta = pageMeta<PublicResult>((t, { call }) => `${t('award.result.publicTitle')} · ${call.title}`)

export default function PublicResultPage() {
  const page = useLoaderData<typeof loader>()
  const { call, result, notices, publishedAt, reasons, versions } = page
  const t = useT()
  const locale = useLocale()
  const format = useFormat()
  const { awards: standing, isProposed } = page.standing
  const totalFen = standing.reduce((sum, { amountFen }) => sum + BigInt(amountFen), 0n).toString()
  return (
    <Page
      crumbs={[
        { to: paths.calls(), text: t('common.nav.calls') },
        { to: paths.call(call.callNo), text: call.callNo },
      ]}
    >
      <Sheet>
        <p className="hint-inline">{t('award.result.publicTitle')}</p>
        <h1>
          <Typed>{call.title}</Typed>
        </h1>
        <ul className="meta">
          <li>{locale === 'en' ? call.body.en : call.body.zh}</li>
          <li>{call.callNo}</li>
          <li>
            {t('award.result.figures.publishedAt')} {format.instant(publishedAt)}
          </li>
        </ul>
        <Figures
          items={[
            {
              label: t(isProposed ? 'award.notice.proposed' : 'award.result.figures.winner'),
              value:
                standing.length === 0 ? (
                  t('award.result.figures.nobody')
                ) : standing.length === 1 ? (
                  <Typed>{standing[0]?.organization ?? '—'}</Typed>
                ) : (
                  t('award.notice.several', { count: standing.length })
                ),
            },
            {
              label: t('award.result.figures.amount'),
              value: standing.length === 0 ? '—' : format.wan(totalFen),
              note: standing.length === 0 ? undefined : format.money(totalFen),
            },
            ...(result.negotiation === undefined
              ? [
                  { label: t('award.result.figures.bids'), value: result.bids.length },
                  { label: t('award.result.figures.judges'), value: result.judges.length },
                ]
              : []),
          ]}
        />
        {call.isRehearsal || result.negotiation !== undefined ? null : (
          <p>
            <A to={paths.callFigures(call.callNo)}>{t('statistics.calls.ofCall.link')}</A>
          </p>
        )}
        {call.isRehearsal ? (
          <p className="notice">
            <strong>{t('rehearsal.title')}</strong> {t('rehearsal.forYou')}
          </p>
        ) : null}
        {page.isFormer ? <p className="notice">{t('award.result.former')}</p> : null}
        {notices.length === 0 ? (
          <>
            <h2>{t('award.result.reasons')}</h2>
            <TypedText text={reasons} />
          </>
        ) : null}
      </Sheet>
      {notices.map((notice) => (
        <Sheet key={notice.number} labelledBy={`notice-${notice.number}`}>
          <h2 id={`notice-${notice.number}`}>{t(`award.notice.kind.${notice.kind}`)}</h2>
          <NoticeBody notice={notice} isRehearsal={call.isRehearsal} />
        </Sheet>
      ))}

      {call.isRehearsal ? null : <RemedySheet remedies={page.remedies} callNo={call.callNo} />}
      {result.negotiation === undefined ? (
        <Scored page={page} />
      ) : (
        <Sheet>
          <NegotiationRecord talk={result.negotiation} />
          <h3>{t('award.result.hash')}</h3>
          <p className="hash">{result.hash}</p>
        </Sheet>
      )}
      {versions.length > 1 ? (
        <Sheet labelledBy="versions">
          <h2 id="versions">{t('award.versions.title')}</h2>
          <ResultVersions
            versions={versions.map((version) => ({
              ...version,
              recordPath: `${paths.callRecord(call.callNo)}?version=${version.versionNo}`,
            }))}
          />
        </Sheet>
      ) : null}
      {call.isRehearsal ? null : (
        <Disclosure
          block={{
            indexNo: `${call.indexNo}-R`,
            regime: call.method === 'VENTURE_CALL' ? 'VENTURE' : 'PROCUREMENT',
            document: 'result',
            issuer: locale === 'en' ? call.body.en : call.body.zh,
            issuedOn: dayOf(new Date(publishedAt)),
            docNo: call.docNo,
          }}
        />
      )}
    </Page>
  )
}

/** Ranks, judges and the decision record: where somebody scored. */
function Scored({ page }: { page: PublicResult }) {
  const { call, result } = page
  const t = useT()
  const format = useFormat()
  return (
    <>
      <Sheet labelledBy="ranks">
        <h2 id="ranks">{t('award.result.ranks')}</h2>
        <RankTable result={result} chosen={new Set(page.chosenBidIds)} />
        <HowComputed result={result} quorum={call.quorum} />
      </Sheet>

      <Sheet labelledBy="judges">
        <h2 id="judges">{t('award.result.judgeTotals')}</h2>
        <p>{t('award.result.judgeTotalsIntro')}</p>
        <Folded label={t('common.all', { count: result.bids.length })}>
          <JudgeTable result={result} />
        </Folded>
        {result.flags.length === 0 ? null : (
          <>
            <h3>{t('award.result.flags')}</h3>
            <FlagList result={result} />
          </>
        )}
      </Sheet>

      <Sheet labelledBy="record">
        <h2 id="record">{t('award.result.record')}</h2>
        <p className="seal words" aria-hidden="true">
          {t('award.result.seal')}
        </p>
        <p>{t('award.result.recordIntro')}</p>
        <p>
          <a
            className="button quiet"
            href={paths.callRecord(call.callNo, page.isFormer ? page.resultId : undefined)}
            download
          >
            {t('award.result.download')}
          </a>
        </p>
        <h3>{t('award.result.hash')}</h3>
        <p className="hash">{result.hash}</p>
        <p>{t('award.result.recompute')}</p>
        <p className="hint-inline">{t('award.result.engine', { engine: result.engine })}</p>
        {page.former.length === 0 ? null : (
          <>
            <h3>{t('award.result.others')}</h3>
            <ul>
              {page.former.map((former) => (
                <li key={former.resultId}>
                  <A to={`${paths.callResult(call.callNo)}?round=${former.resultId}`}>
                    {t('award.result.otherOf', { day: format.dayOfInstant(former.publishedAt) })}
                  </A>
                </li>
              ))}
            </ul>
          </>
        )}
      </Sheet>
    </>
  )
}
