import { anonymous } from '#app/domain/shared/actor.ts'
import type { DataRequestTyped } from '#app/domain/privacy/data-request.ts'
import { addDays } from '#app/domain/shared/day.ts'
import { answerDataRequest } from '#app/services/privacy/answer-request.server.ts'
import { askDataRequest } from '#app/services/privacy/ask-request.server.ts'
import { confirmDataRequest } from '#app/services/privacy/confirm-request.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { moment, type Timeline } from '../timeline.ts'
import { done, type World } from '../world.ts'

/** Two people without an account ask about what is kept of them: one was answered, the other waits. All invented. */
export function tellDataRequests(world: World, timeline: Timeline): void {
  timeline.at(moment(addDays(world.today, -12), '19:40'), async (when) => {
    const ctx = world.as(anonymous, when)
    await ask(ctx, {
      key: '5f0f6a58-6c0e-4a53-9d6b-0c6a3f3b7a01',
      wish: 'STOP',
      about: 'PAPER',
      words: '助餐点的活动照片里拍到了我和我母亲的正面，我们不希望再公开展示。照片在项目页面第二张。',
      name: '柳青青',
      email: 'liu.qingqing@example.org',
    })
  })
  timeline.at(moment(addDays(world.today, -7), '10:20'), async (when) => {
    const ctx = world.as(anonymous, when)
    const [request, administrator] = await Promise.all([
      ctx.db.dataRequest.findFirstOrThrow({ where: { answeredAt: null }, select: { id: true, version: true } }),
      ctx.db.account.findFirstOrThrow({ where: { isAdministrator: true }, select: { id: true, name: true } }),
    ])
    const { id: accountId, name } = administrator
    const actor = { ...anonymous, accountId, name, isAdministrator: true }
    const answer =
      '您好：\n\n您的申请已经办理。这张照片已由上传的组织撤下，不再公开；原件作为验收材料保存，只有经办人员能看。'
    await done(answerDataRequest({ ...ctx, actor }, { ...request, outcome: 'DONE', answer }))
  })
  timeline.at(moment(addDays(world.today, -2), '09:15'), async (when) => {
    await ask(world.as(anonymous, when), {
      key: '5f0f6a58-6c0e-4a53-9d6b-0c6a3f3b7a02',
      wish: 'CORRECT',
      about: 'CONTACT',
      words: '晴川社区服务中心页面上的联系人还写着我，我去年已经离职，请改成现在的联系人，并删去我的电话。',
      name: '江一帆',
      email: 'jiang.yifan@example.org',
    })
  })
}

/** Asked for, and confirmed by the link in the letter. */
async function ask(ctx: Context, typed: DataRequestTyped): Promise<void> {
  await done(askDataRequest(ctx, typed))
  const { values } = await ctx.db.message.findFirstOrThrow({
    where: { template: 'dataRequestMade', toAddress: typed.email },
    select: { values: true },
  })
  const { url = '' } = values as { url?: string }
  await done(confirmDataRequest(ctx, url.split('/').at(-1) ?? ''))
}
