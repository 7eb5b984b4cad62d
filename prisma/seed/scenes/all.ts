import { addDays } from '#app/domain/shared/day.ts'
import { cancelCall } from '#app/services/call/cancel-call.server.ts'
import { failCall } from '#app/services/call/fail-call.server.ts'
import { chanceOf } from '../chance.ts'
import { cancelled, noBids, tooFewBids } from '../data/calls/ended.ts'
import { awaitingOpening, opened, scored, scoring, signing } from '../data/calls/evaluating.ts'
import { funded } from '../data/calls/funded.ts'
import { noticed, severalFunded } from '../data/calls/noticed.ts'
import { open } from '../data/calls/open.ts'
import { drafts, submitted } from '../data/calls/preparing.ts'
import type { CallPlan } from '../data/calls/call-plan.ts'
import { moment, type Timeline } from '../timeline.ts'
import { done, type World } from '../world.ts'
import { tellAppeals } from './appeal.ts'
import { tellBonds } from './bonds.ts'
import { tellCredit } from './credit.ts'
import { tellNeedBehind, tellNeeds } from './need.ts'
import { tellStanding } from './standing.ts'
import { tellSuppliers } from './suppliers.ts'
import { tellIncubators } from './incubator.ts'
import { tellPeople } from './people.ts'
import { tellStaffLists } from './staff-lists.ts'
import { tellIndicators } from './indicators.ts'
import { tellShowcases } from './showcases.ts'
import { tellFollows } from './follows.ts'
import { tellLetters } from './letters.ts'
import { tellSavedSearches } from './saved-searches.ts'
import { tellApiKeys } from './api-keys.ts'
import { tellBids, tellOpening } from './bid.ts'
import { tellHangzhou } from './hangzhou.ts'
import { tellAnsweredObjection, tellObjection } from './notice.ts'
import {
  type AwardStory,
  type PanelStory,
  tellAward,
  tellClosing,
  tellDiscussion,
  tellNotice,
  tellScoring,
  tellSeats,
} from './panel.ts'
import { tellMidway } from './venture.ts'
import { tellSingleNoticed, tellSinglePurchase } from './single-source.ts'
import { tellPostPrices } from './post-prices.ts'
import { tellReturnAccounts } from './return-account.ts'
import { tellQuestions } from './questions.ts'
import { callVersion, storyOf, tellDraft, tellPublished, tellSubmitted } from './prepare-call.ts'
import { tellDataRequests } from './data-requests.ts'
import { tellEvaluations } from './evaluation.ts'
import { tellObservations } from './observation.ts'
import { tellProject } from './project.ts'
import { tellSpending } from './spending.ts'
import { tellVoices } from './voice.ts'

/** Everything the demonstration shows, told onto one timeline. */
export function tellEverything(world: World, timeline: Timeline): void {
  tellHangzhou(world, timeline)
  tellPostPrices(world, timeline)
  tellReturnAccounts(world, timeline)
  for (const plan of drafts) tellDraft(world, timeline, plan)
  for (const plan of submitted) {
    const daysAgo = (days: number, clock: string) => moment(addDays(world.today, -days), clock)
    tellSubmitted(world, timeline, storyOf(world, plan), daysAgo(5, '11:00'), daysAgo(2, '16:45'))
  }
  for (const plan of open) tellOpen(world, timeline, plan)
  for (const plan of awaitingOpening) tellBids(world, timeline, tellPublished(world, timeline, plan))
  for (const plan of opened) {
    const story = tellToOpening(world, timeline, plan)
    if (plan.method === 'VENTURE_CALL') tellMidway(world, timeline, story)
    // One panel is being put together; the other call has none yet.
    if (plan.key === 'harbour-hotline') tellSeats(world, timeline, story, panelOf(world, plan))
  }
  for (const plan of scoring) {
    const story = tellToOpening(world, timeline, plan)
    const panel = panelOf(world, plan)
    tellScoring(world, timeline, story, panel)
    if (plan.scoring?.allowsDiscussion === true) tellDiscussion(world, timeline, story, panel, false)
  }
  for (const plan of [...signing, ...scored]) tellToClosing(world, timeline, plan)
  for (const plan of noticed) {
    const story = tellToClosing(world, timeline, plan)
    tellNotice(world, timeline, story, plan.bidders?.[0] ?? '')
    if (plan.method === 'VENTURE_CALL') tellAnsweredObjection(world, timeline, story, 'mingri')
    else tellObjection(world, timeline, story, 'yanhuo')
  }
  tellAward(world, timeline, tellToClosing(world, timeline, severalFunded), { projectId: '' }, 'qingchuan')
  for (const plan of funded) {
    const story = tellToClosing(world, timeline, plan)
    const award: AwardStory = { projectId: '' }
    if (plan.key === 'elders-rounds') tellNeedBehind(world, timeline, story)
    tellAward(world, timeline, story, award, plan.winner)
    tellProject(world, timeline, story, plan, award)
    tellVoices(world, timeline, story, plan.winner, award)
    tellEvaluations(world, timeline, story, plan.winner, award)
    tellObservations(world, timeline, story, plan.winner, award)
    tellSpending(world, timeline, story, plan.winner, award)
  }
  tellSingleNoticed(world, timeline)
  tellSinglePurchase(world, timeline)
  tellEnded(world, timeline)
  tellNeeds(world, timeline)
  tellCredit(world, timeline)
  tellBonds(world, timeline)
  tellSuppliers(world, timeline)
  tellStanding(world, timeline)
  tellIncubators(world, timeline)
  tellPeople(world, timeline)
  tellStaffLists(world, timeline)
  tellIndicators(world, timeline)
  tellShowcases(world, timeline)
  tellSavedSearches(world, timeline)
  tellFollows(world, timeline)
  tellLetters(world, timeline)
  tellApiKeys(world, timeline)
  tellDataRequests(world, timeline)
  tellAppeals(world, timeline)
}

/** Some bids are in, one is still being written, one was taken back. */
function tellOpen(world: World, timeline: Timeline, plan: CallPlan): void {
  const story = tellPublished(world, timeline, plan)
  if (plan.key === 'elders-home-care') tellQuestions(world, timeline, story, 'qingchuan')
  tellBids(world, timeline, story, {
    ...(plan.key === 'elders-home-care' ? { qingchuan: 'draft' } : {}),
    ...(plan.key === 'after-school-haishan' ? { tianxin: 'draft' } : {}),
    ...(plan.key === 'qibao-social-work-station' ? { yanhuo: 'withdrawn' } : {}),
  })
}

function tellToOpening(world: World, timeline: Timeline, plan: CallPlan) {
  const story = tellPublished(world, timeline, plan)
  tellBids(world, timeline, story)
  tellOpening(world, timeline, story)
  return story
}

function tellToClosing(world: World, timeline: Timeline, plan: CallPlan) {
  const story = tellToOpening(world, timeline, plan)
  const panel = panelOf(world, plan)
  tellScoring(world, timeline, story, panel)
  if (plan.scoring?.allowsDiscussion === true) tellDiscussion(world, timeline, story, panel, true)
  tellClosing(world, timeline, story, panel)
  return story
}

const pool = ['e1', 'e2', 'e3', 'e4', 'e5', 'e6', 'e7', 'e8', 'e9', 'e10', 'e11', 'e12', 'e13', 'e14']

/** Who judges: the first is the chair. Most panels are drawn by turns; a few have a story of their own. */
function panelOf(world: World, plan: CallPlan): PanelStory {
  const judges = (...keys: string[]) => keys.map((key) => world.expert(key))
  switch (plan.key) {
    case 'legal-aid-community':
      return { judges: judges('e1', 'e2', 'e9'), sheets: { e1: 2, e2: 0 } }
    case 'newcomers-jiangtou':
      return { judges: judges('e5', 'e4', 'e2'), sheets: { e4: 1, e2: 1 } }
    case 'trade-training':
      return { judges: judges('e10', 'e7', 'e11') }
    case 'disaster-drills':
      return { judges: judges('e6', 'e2', 'e9'), unsigned: 'e2' }
    case 'neighbour-sparks':
      return { judges: judges('e3', 'e13', 'e2', 'e6', 'e11', 'e8'), groups: 2 }
    case 'dementia-friendly':
      return {
        judges: judges('e6', 'e5', 'e1', 'e14', 'e4'),
        conflict: { judge: 'e5', organization: world.organization('bailu').row.name },
      }
    case 'elders-meals':
      return {
        judges: judges('e8', 'e12', 'e9', 'e7', 'e6'),
        recusal: { judge: 'e7', reason: '其亲属在一家投标机构任职，主动回避。' },
      }
    default: {
      const size = Math.max(plan.quorum ?? 3, 3)
      const start = chanceOf(plan.key).whole(0, pool.length - 1)
      return {
        judges: judges(...Array.from({ length: size }, (_, index) => pool[(start + index * 3) % pool.length] ?? 'e1')),
      }
    }
  }
}

function tellEnded(world: World, timeline: Timeline): void {
  const few = tellPublished(world, timeline, tooFewBids)
  tellBids(world, timeline, few)
  timeline.at(few.after(1, '10:00'), (when) =>
    done(
      failCall(world.as(few.body.staff.approver, when), {
        callId: few.callId,
        code: 'TOO_FEW',
        reason:
          '截止时只收到 1 份响应文件，少于法定的 2 家（财库〔2015〕124号），不予开启。需求不变，将调整最高限价后重新采购。',
      }),
    ),
  )
  const none = tellPublished(world, timeline, noBids)
  timeline.at(none.after(1, '10:30'), (when) =>
    done(
      failCall(world.as(none.body.staff.approver, when), {
        callId: none.callId,
        code: 'TOO_FEW',
        reason: '截止时没有收到申报。经了解，资助额度低于实际成本，拟与村史馆建设合并后重新征集。',
      }),
    ),
  )
  const stopped = tellPublished(world, timeline, cancelled)
  tellBids(world, timeline, stopped, { baichuan: 'draft' })
  timeline.at(moment(addDays(stopped.deadlineOn, -3), '15:00'), async (when) => {
    const ctx = world.as(stopped.body.staff.approver, when)
    await done(
      cancelCall(ctx, {
        ...(await callVersion(ctx, stopped.callId)),
        code: 'TASK_CANCELLED',
        reason: '市级统一开展居民需求调查，内容重复，为避免居民被多次打扰，取消本次采购；已起草的单位无需再提交。',
      }),
    )
  })
}
