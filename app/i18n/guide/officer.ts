import type { Guide } from './shape.ts'
import { askAdministrator, codeBefore, codeTrouble, passwordTrouble, signInWithCode } from './shared.ts'

export const officer: Guide = {
  role: 'officer',
  at: 'desk',
  title: { zh: '经办人使用指南', en: 'Guide for officers' },
  who: {
    zh: '写给购买主体的经办人：受理居民需求、起草征集、答复提问和异议、验收里程碑。发布、授予和签合同由审批人办，拨付由财务办。',
    en: 'For officers of a purchasing body: take up residents’ needs, draft calls, answer questions and objections, accept milestones. An approver publishes, awards and signs; finance pays.',
  },
  before: [
    codeBefore,
    {
      zh: '已经定下的预算、资金来源和截止时间。',
      en: 'The budget, the fund it comes from and the deadline, as decided.',
    },
    { zh: '采购需求和评分标准的文字稿。', en: 'The text of what is to be bought and of the criteria.' },
  ],
  tasks: [
    signInWithCode,
    {
      name: 'need',
      title: { zh: '受理居民需求', en: 'Take up a resident’s need' },
      steps: [
        {
          says: {
            zh: '在工作台按[[desk.area.needs]]，打开一条待阅看的。',
            en: 'On the desk follow [[desk.area.needs]] and open one that waits to be read.',
          },
        },
        {
          says: {
            zh: '读一遍，去掉里面的姓名、门牌和电话，选居委会还是村委会，按[[need.takeUp.submit]]。',
            en: 'Read it, take out names, house numbers and telephone numbers, say which kind of committee it goes to, and press [[need.takeUp.submit]].',
          },
          picture: { zh: '受理并公开需求', en: 'Taking up and publishing a need' },
        },
      ],
    },
    {
      name: 'call',
      title: { zh: '起草征集，提交审批', en: 'Draft a call and submit it' },
      steps: [
        {
          says: {
            zh: '在工作台按[[desk.area.calls]]，再按[[call.bureau.new]]。先填标题、采购方式、预算和截止时间，按[[call.form.create]]；别的以后再补。',
            en: 'On the desk follow [[desk.area.calls]], then [[call.bureau.new]]. Begin with the title, the method, the budget and the deadline and press [[call.form.create]]; the rest can wait.',
          },
          picture: { zh: '新建征集的表单', en: 'The form of a new call' },
        },
        {
          says: {
            zh: '打开草稿，照[[call.bureau.tasks]]一项一项补：采购需求、条件、评分标准、里程碑与拨款、持钥人。',
            en: 'Open the draft and go through [[call.bureau.tasks]]: what is bought, conditions, criteria, milestones and payments, keyholders.',
          },
          picture: { zh: '征集草稿的待办清单', en: 'What is still to be done for a draft' },
        },
        {
          says: {
            zh: '都完成了，在[[call.bureau.next]]里按[[call.action.submit]]。起草的人不能自己发布，由审批人核对后发布。',
            en: 'When all is done, press [[call.action.submit]] under [[call.bureau.next]]. Who drafted a call cannot publish it: an approver checks and does.',
          },
          picture: { zh: '提交审批的按钮', en: 'The button that submits the call' },
        },
      ],
    },
    {
      name: 'questions',
      title: { zh: '答复提问', en: 'Answer questions' },
      steps: [
        {
          says: {
            zh: '工作台上有“答复提问”时，打开它；也可以从征集页进到[[call.questions.title]]。',
            en: 'The desk lists questions that wait; from the call’s page you reach [[call.questions.title]] too.',
          },
        },
        {
          says: {
            zh: '写好答复，按[[call.questions.publish]]。答复马上公开，所有人看到的一样，发出后不能改。',
            en: 'Write the answer and press [[call.questions.publish]]. It is public at once, the same for everybody, and cannot be changed.',
          },
          picture: { zh: '公开答复', en: 'Publishing an answer' },
        },
      ],
    },
    {
      name: 'objection',
      title: { zh: '答复询问或异议', en: 'Answer an inquiry or objection' },
      steps: [
        {
          says: {
            zh: '在工作台按[[desk.kind.remedyToAnswer]]。页面上写着答复期限和对方的理由。',
            en: 'On the desk follow [[desk.kind.remedyToAnswer]]. The page has the last day to answer and the reasons given.',
          },
        },
        {
          says: {
            zh: '选成立、部分成立还是不成立，写明事实和依据，按[[remedy.submitAnswer]]。',
            en: 'Say whether it is upheld, in part or not, with facts and rules, and press [[remedy.submitAnswer]].',
          },
          picture: { zh: '答复异议的表单', en: 'The form that answers an objection' },
        },
      ],
    },
    {
      name: 'accept',
      title: { zh: '验收里程碑', en: 'Judge a milestone' },
      steps: [
        {
          says: {
            zh: '在工作台按[[desk.kind.reportToDecide]]，对着[[milestone.terms.criteria]]看报告、指标和佐证材料。',
            en: 'On the desk follow [[desk.kind.reportToDecide]] and hold the report, figures and evidence against [[milestone.terms.criteria]].',
          },
          picture: { zh: '里程碑报告', en: 'The report of a milestone' },
        },
        {
          says: {
            zh: '逐条判断每项验收标准，按[[report.review.save]]。判断完了才能作结论；可以分几次看。',
            en: 'Judge the criteria one by one and press [[report.review.save]]. Only then can you decide; you may do it in several sittings.',
          },
        },
        {
          says: {
            zh: '合格的按[[report.accept]]，款项就到财务那里待拨付；要补材料的写明理由按[[report.return]]；只完成一部分的用[[report.review.acceptPart]]。',
            en: 'If it is good, press [[report.accept]]: finance can then pay. If something is missing, say what and press [[report.return]]; if only part was done, use [[report.review.acceptPart]].',
          },
          picture: { zh: '验收通过的按钮', en: 'The button that accepts' },
        },
      ],
    },
    {
      name: 'amend',
      title: { zh: '提出合同变更', en: 'Propose a change of the contract' },
      steps: [
        {
          says: {
            zh: '按[[desk.area.projects]]，打开项目，在[[amendment.title]]下按[[amendment.start.milestones]]。',
            en: 'Follow [[desk.area.projects]], open the project, and under [[amendment.title]] follow [[amendment.start.milestones]].',
          },
        },
        {
          says: {
            zh: '改到期日或目标，写[[amendment.reason]]，按[[amendment.saveDraft]]。调整预算由对方提出。',
            en: 'Change due days or targets, give the [[amendment.reason]] and press [[amendment.saveDraft]]. A change of the budget is proposed by the supplier.',
          },
          picture: { zh: '变更里程碑的表单', en: 'The form that changes milestones' },
        },
        {
          says: {
            zh: '核对前后对照。审批人签署后送对方，对方签章人签署才生效；不同意的会写明理由。',
            en: 'Check what stood before against what is to stand. Your approver signs and sends it; it is in force when the supplier’s certifier has signed. Whoever does not agree says why.',
          },
          picture: { zh: '变更前后的对照', en: 'Before and after' },
        },
      ],
    },
  ],
  trouble: [
    {
      what: { zh: '“提交审批”按不了。', en: 'The call cannot be submitted.' },
      then: {
        zh: '待办清单里还有没完成的一项，或者截止时间离今天太近：每种采购方式有最短的投标时间，写在选方式的地方。',
        en: 'Something on the list is not done, or the deadline is too near: each method has a least time for bidding, written where you choose it.',
      },
    },
    {
      what: { zh: '发布后发现写错了。', en: 'Something is wrong after publication.' },
      then: {
        zh: '不能直接改。起草更正，由审批人发布；影响投标的，截止时间要顺延。',
        en: 'It cannot be changed in place. Draft an amendment for an approver to publish; where it matters to bids, the deadline moves.',
      },
    },
    {
      what: { zh: '验收以后财务看不到款项。', en: 'Finance does not see the money after acceptance.' },
      then: {
        zh: '看项目页有没有未了结的监督异议或不合格的中期评估：它们了结之前，钱不能拨。',
        en: 'See whether an objection of a supervisor or a failed mid-term evaluation stands on the project’s page: until it is settled nothing is paid.',
      },
    },
    codeTrouble,
    passwordTrouble,
  ],
  ask: [
    {
      zh: '规则上的疑问：征集页写明依据哪一套规则，点开能看到条文出处。',
      en: 'About rules: the call’s page names its rules, each with its source.',
    },
    {
      zh: '身份不对、少一个人：找本单位审批人，由审批人在“本单位人员”里办。',
      en: 'When a role or a person is missing: an approver of your body manages its people.',
    },
    askAdministrator,
  ],
}
