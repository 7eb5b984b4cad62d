import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { reachedInAll } from '#app/domain/closing/reached.ts'
import { pageMeta, withFeed } from '#app/http/meta.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { recordOfCall } from '#app/http/open-data.server.ts'
import { paths } from '#app/http/paths.ts'
import { projectStructured } from '#app/http/structured.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { appealsFor } from '#app/services/appeal/queries/public-appeals.server.ts'
import { following } from '#app/services/follow/queries/follows.server.ts'
import { FollowSheet } from '#app/ui/follow/follow-sheet.tsx'
import { publicGifts } from '#app/services/gift/queries/gifts.server.ts'
import { PublicGifts } from '#app/ui/gift/public-gifts.tsx'
import { needsBehind } from '#app/services/need/queries/needs-behind.server.ts'
import { AppealsSheet } from '#app/ui/appeal/appeal-rows.tsx'
import { publicObservations } from '#app/services/observation/queries/observations.server.ts'
import { publicEvaluations } from '#app/services/evaluation/queries/project-evaluations.server.ts'
import { type PublicProject, publicProject } from '#app/services/project/queries/public-project.server.ts'
import { AmendmentChain } from '#app/ui/amendment/amendment-chain.tsx'
import { publicSpending } from '#app/services/claim/queries/public-spending.server.ts'
import { publicClosing } from '#app/services/closing/queries/public-closing.server.ts'
import { publicVoice } from '#app/services/voice/queries/public-voice.server.ts'
import { Mixed } from '#app/ui/mixed.tsx'
import { PublicObservations } from '#app/ui/observation/public-observations.tsx'
import { PublicEvaluations } from '#app/ui/evaluation/public-evaluations.tsx'
import { PublicSpendingSheet } from '#app/ui/claim/public-spending.tsx'
import { PublicClosingSheet } from '#app/ui/closing/public-closing.tsx'
import { MoneyFlow } from '#app/ui/flow/money-flow.tsx'
import { readAll } from '#app/services/shared/read-together.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { HaltWords } from '#app/ui/halt/halt-words.tsx'
import { projectShowcases } from '#app/services/showcase/queries/showcases.server.ts'
import { ShowcaseBadges } from '#app/ui/showcase/showcase-parts.tsx'
import { PublicFees } from '#app/ui/fee/public-fees.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { DataLink } from '#app/ui/open-data/data-link.tsx'
import { A } from '#app/ui/link.tsx'
import { PartyList } from '#app/ui/party/party-list.tsx'
import { BudgetLines } from '#app/ui/project/budget-lines.tsx'
import { MoneyFigures } from '#app/ui/project/money-figures.tsx'
import { Ratio } from '#app/ui/project/report-body.tsx'
import { ProjectLine } from '#app/ui/project/project-line.tsx'
import { MilestoneTag, ProjectTag, TrancheTag } from '#app/ui/project/tags.tsx'
import { CofundingTable } from '#app/ui/cofunding/cofunding-table.tsx'
import { Thumbnail } from '#app/ui/thumbnail.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'
import { PublicVoiceSheet } from '#app/ui/voice/public-voice.tsx'

const params = z.object({ projectNo: z.string().max(40) })

export const loader = pageLoader({ may: 'anyone', params }, async ({ ctx, params: { projectNo } }) => {
  const { project, ...around } = await readAll(ctx.db, {
    project: publicProject(ctx, projectNo),
    voice: publicVoice(projectNo),
    evaluations: publicEvaluations(ctx, projectNo),
    observations: publicObservations(projectNo),
    spending: publicSpending(projectNo),
    closing: publicClosing(projectNo),
    appeals: appealsFor(ctx, { projectNo }),
    needs: needsBehind(ctx, { projectNo }),
    gifts: publicGifts(projectNo),
    showcases: projectShowcases(ctx, projectNo),
    following: following(ctx, { projectNo }),
  })
  const found = orNotFound(project)
  return { ...found, ...around, dataPath: recordOfCall(found.call.callNo) }
})

export const meta = withFeed<PublicProject>(
  pageMeta<PublicProject>(
    (_, { title }) => title,
    (t, { summary, organizationName, bodyName }) =>
      t('project.shared', { organization: organizationName, body: bodyName, summary }),
    projectStructured,
  ),
  ({ projectNo }) => paths.projectFeed(projectNo),
)

export default function PublicProjectPage() {
  const project = useLoaderData<typeof loader>()
  const t = useT()
  const dynamic = useDynamicT()
  const { day, dayOfInstant, money } = useFormat()
  const { revoked } = project
  const naming = [...new Set(project.cofunding.filter(({ isNamed }) => isNamed).map(({ giver }) => giver))]
  return (
    <Page
      crumbs={[
        { to: paths.projects(), text: t('project.list.public') },
        { to: `${paths.projects()}?field=${project.field}`, text: dynamic(`common.field.${project.field}`) },
      ]}
    >
      <div className="with-side">
        <div>
          <article className="sheet">
            <ProjectTag state={project.state} isRevoked={revoked !== null} />
            <h1>
              <Typed>{project.title}</Typed>
              {naming.map((giver) => (
                <small key={giver}> {t('cofunding.namedBy', { giver })}</small>
              ))}
            </h1>
            <ul className="meta">
              <li>
                <Mixed text={t('call.label.buyer', { name: project.bodyName })} />
              </li>
              <li>
                {t('project.suppliedBy')}{' '}
                <A to={paths.organization(project.organizationId)}>
                  <Typed>{project.organizationName}</Typed>
                </A>
              </li>
              <li>
                <A to={paths.district(project.regionCode)}>{project.regionName}</A>
              </li>
              <li>{t('project.from', { from: day(project.startsOn), to: day(project.endsOn) })}</li>
              <li>
                {dynamic(`project.instrument.${project.instrument}`)} ·{' '}
                {dynamic(`call.fundingKind.${project.fundingKind}`)}
              </li>
            </ul>
            {project.halt === null ? null : <HaltWords halt={project.halt} />}
            <RefusedNote project={project} />
            {project.addedFen === '0' ? null : (
              <p>
                {t('amendment.supplement.sum', {
                  total: money((BigInt(project.amountFen) + BigInt(project.addedFen)).toString()),
                  first: money(project.amountFen),
                  added: money(project.addedFen),
                })}
              </p>
            )}
            {project.continues === null ? null : (
              <p>
                {t('handover.continues')} <A to={paths.project(project.continues)}>{project.continues}</A>
              </p>
            )}
            {project.continuedBy === null ? null : (
              <p>
                {t('handover.continuedBy')} <A to={paths.project(project.continuedBy)}>{project.continuedBy}</A>
              </p>
            )}
            {revoked === null ? (
              <MoneyFigures money={project.money} />
            ) : (
              <div className="notice">
                <p>
                  <strong>
                    {t('project.revoked', {
                      day: dayOfInstant(revoked.at),
                      reason: dynamic(`award.revocation.${revoked.code}`),
                    })}
                  </strong>
                </p>
                <p>
                  <A to={paths.callResult(project.call.callNo)}>{t('project.revokedSince')}</A>
                </p>
              </div>
            )}
            <ShowcaseBadges rows={project.showcases} />
            <TypedText text={project.summary} />
            {revoked === null ? <ProjectLine project={project} /> : null}
          </article>
          {revoked === null ? (
            <>
              <Sheet labelledBy="flow">
                <h2 id="flow">{t('project.flow.title')}</h2>
                <MoneyFlow money={project.money} />
              </Sheet>
              <Milestones project={project} />
              <PublicClosingSheet
                closing={project.closing}
                reached={reachedInAll(project.milestones.flatMap(({ indicators }) => indicators))}
              />
              <AppealsSheet appeals={project.appeals} />
              <PublicGifts gifts={project.gifts} />
              <PublicSpendingSheet spending={project.spending} />
              <PublicVoiceSheet voice={project.voice} />
              <PublicEvaluations evaluations={project.evaluations} />
              {project.state === 'PREPARING' ? null : (
                <PublicObservations observations={project.observations} projectNo={project.projectNo} />
              )}
            </>
          ) : null}
          {project.budgetLines.length === 0 || project.spending !== null ? null : (
            <Sheet>
              <BudgetLines lines={project.budgetLines} level={2} />
            </Sheet>
          )}
          {project.cofunding.length === 0 ? null : (
            <Sheet labelledBy="cofunding">
              <h2 id="cofunding">{t('cofunding.title')}</h2>
              <p>{t('cofunding.publicLead')}</p>
              <CofundingTable rows={project.cofunding} />
            </Sheet>
          )}
          <PublicFees services={project.services} fees={project.fees} takenFen={project.feesTakenFen} />
          {project.parties.length === 0 ? null : (
            <Sheet labelledBy="parties">
              <h2 id="parties">{t('party.title')}</h2>
              <PartyList parties={project.parties} />
            </Sheet>
          )}
          {project.amendments.length === 0 || project.signedAt === null ? null : (
            <Sheet labelledBy="changes">
              <h2 id="changes">{t('amendment.title')}</h2>
              <p>{t('amendment.lead')}</p>
              <AmendmentChain
                signedAt={project.signedAt}
                sha256={project.contentSha256 ?? ''}
                amendments={project.amendments}
              />
            </Sheet>
          )}
        </div>
        <aside aria-label={t('common.inBrief')}>
          <FollowSheet thing={{ projectNo: project.projectNo }} following={project.following} />
          <Disclosure project={project} dataPath={project.dataPath} />
        </aside>
      </div>
    </Page>
  )
}

/** After an early end: what was accepted and is not paid all the same. */
function RefusedNote({ project }: { project: PublicProject }) {
  const t = useT()
  const { money } = useFormat()
  const refusedFen = project.milestones
    .filter(({ trancheState }) => trancheState === 'REFUSED')
    .reduce((sum, { trancheFen }) => sum + BigInt(trancheFen), 0n)
  return refusedFen === 0n ? null : <p>{t('tranche.owed.refusedNote', { refused: money(refusedFen.toString()) })}</p>
}

function Milestones({ project }: { project: PublicProject }) {
  const t = useT()
  const { day, money, number, bytes } = useFormat()
  const evidence = project.milestones.flatMap((milestone) =>
    milestone.evidence.map((piece) => ({ ...piece, position: milestone.position })),
  )
  return (
    <>
      <Sheet labelledBy="milestones">
        <h2 id="milestones">{t('milestone.title')}</h2>
        {project.activities.sessions === 0 ? null : (
          <p>
            {t('activity.public', {
              sessions: number(project.activities.sessions),
              people: number(project.activities.people),
            })}
          </p>
        )}
        <table className="stack">
          <thead>
            <tr>
              <th scope="col">{t('milestone.stage')}</th>
              <th scope="col">{t('milestone.deliverable')}</th>
              <th scope="col">{t('milestone.dueOn')}</th>
              <th scope="col" className="num">
                {t('tranche.title')}
              </th>
              <th scope="col">{t('milestone.status')}</th>
            </tr>
          </thead>
          <tbody>
            {project.milestones.map((milestone) => (
              <tr key={milestone.position}>
                <td className="short" data-label={t('milestone.stage')}>
                  {milestone.position}
                </td>
                <td>
                  <strong>
                    <Typed>{milestone.title}</Typed>
                  </strong>
                  <br />
                  <Typed>{milestone.deliverable}</Typed>
                  {milestone.indicators.map(({ name, unit, target, actual }) => (
                    <div key={name} className="indicator">
                      <Typed>{name}</Typed> {actual === null ? '' : `${number(actual)} / `}
                      {number(target)} <Typed>{unit}</Typed>{' '}
                      {actual === null ? null : <Ratio actual={actual} target={target} />}
                    </div>
                  ))}
                </td>
                <td className="day short" data-label={t('milestone.dueOn')}>
                  {day(milestone.dueOn)}
                </td>
                <td className="num" data-label={t('tranche.title')}>
                  {money(milestone.trancheFen)}
                </td>
                <td className="short" data-label={t('milestone.status')}>
                  <MilestoneTag state={milestone.state} />{' '}
                  {milestone.trancheState === 'PLANNED' ? null : <TrancheTag state={milestone.trancheState} />}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Sheet>
      {evidence.length === 0 ? null : (
        <Sheet labelledBy="evidence">
          <h2 id="evidence">{t('report.evidence')}</h2>
          <ul className="rows">
            {evidence.map((piece) => (
              <li key={piece.fileId}>
                {piece.isPicture ? <Thumbnail fileId={piece.fileId} /> : null}
                <A to={paths.file(piece.fileId)}>
                  <Typed>{piece.title}</Typed>
                </A>
                <ul className="meta">
                  <li>{t('milestone.position', { position: piece.position })}</li>
                  <li>
                    <Typed>{piece.name}</Typed>
                  </li>
                  <li>{bytes(piece.size)}</li>
                </ul>
              </li>
            ))}
          </ul>
        </Sheet>
      )}
    </>
  )
}

function Disclosure({ project, dataPath }: { project: PublicProject; dataPath: string }) {
  const t = useT()
  const { dayOfInstant } = useFormat()
  const none = t('project.disclosure.none')
  return (
    <>
      <Sheet labelledBy="disclosure">
        <h2 id="disclosure" className="side-title">
          {t('project.disclosure.title')}
        </h2>
        <table className="disclosure">
          <tbody>
            {[
              [t('project.projectNo'), project.projectNo],
              [t('project.disclosure.indexNo'), project.call.indexNo || none],
              [t('project.disclosure.docNo'), project.call.docNo || none],
              [t('project.disclosure.issuer'), project.bodyName],
              [t('project.disclosure.createdOn'), dayOfInstant(project.createdAt)],
              [t('project.disclosure.mode'), t('project.disclosure.modeValue')],
              [t('project.disclosure.contractNo'), project.contractNo],
            ].map(([name, value]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p>
          <A to={paths.call(project.call.callNo)}>{t('project.disclosure.call')}</A> ·{' '}
          <A to={paths.callResult(project.call.callNo)}>{t('project.disclosure.result')}</A>
        </p>
        <DataLink to={dataPath} />
      </Sheet>
      {project.contentSha256 === null ? null : (
        <section className="sheet signed">
          <div className="seal">{t(project.parties.length === 0 ? 'contract.seal' : 'contract.sealAll')}</div>
          <p className="hash">
            {t('project.disclosure.hash')}
            <br />
            {project.contentSha256}
          </p>
        </section>
      )}
    </>
  )
}
