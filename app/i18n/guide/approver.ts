import type { Guide } from './shape.ts'
import { askAdministrator, codeBefore, codeTrouble, passwordTrouble, signInWithCode } from './shared.ts'

export const approver: Guide = {
  role: 'approver',
  at: 'desk',
  title: { zh: '审批人使用指南', en: 'Guide for approvers' },
  who: {
    zh: '写给购买主体的审批人：核对后发布征集、参与开标、安排评审组、公布结果、签发合同、管理本单位人员。您批的事，起草的不能是您自己。',
    en: 'For approvers of a purchasing body: check and publish calls, take part in openings, seat panels, publish results, offer contracts, manage your body’s people. What you approve must have been drafted by somebody else.',
  },
  before: [
    codeBefore,
    {
      zh: '您的开标口令。它只有您知道，忘了谁也找不回来，请写下来锁好。',
      en: 'Your opening passphrase. Only you know it and nobody can recover it: write it down and lock it away.',
    },
  ],
  tasks: [
    signInWithCode,
    {
      name: 'publish',
      title: { zh: '核对并发布征集', en: 'Check and publish a call' },
      steps: [
        {
          says: {
            zh: '在工作台按[[desk.kind.callToPublish]]，从头看一遍：预算、条件、评分标准、截止时间。',
            en: 'On the desk follow [[desk.kind.callToPublish]] and read it through: budget, conditions, criteria, deadline.',
          },
        },
        {
          says: {
            zh: '没问题按[[call.action.publish]]，发布后马上公开，预算同时从资金划出；有问题打开[[call.action.return]]写明要改什么。',
            en: 'If it is right, press [[call.action.publish]]: it is public at once and its budget leaves the fund. If not, open [[call.action.return]] and say what to change.',
          },
          picture: { zh: '发布征集的按钮', en: 'The button that publishes a call' },
        },
      ],
    },
    {
      name: 'open',
      title: { zh: '参与开标', en: 'Take part in an opening' },
      steps: [
        {
          says: {
            zh: '截止之后，在工作台按[[desk.kind.callToConfirm]]。没到截止时间，谁也打不开。',
            en: 'After the deadline follow [[desk.kind.callToConfirm]] on the desk. Before it nobody can open anything.',
          },
        },
        {
          says: {
            zh: '填[[opening.key.passphrase]]，按[[bid.opening.confirm]]。够了规定的人数，所有投标一起打开，再由大家签署开标记录。',
            en: 'Give your [[opening.key.passphrase]] and press [[bid.opening.confirm]]. When enough keyholders have, all bids open together, and you sign the record.',
          },
          picture: { zh: '输入开标口令', en: 'Giving the opening passphrase' },
        },
      ],
    },
    {
      name: 'panel',
      title: { zh: '安排评审组', en: 'Seat a panel' },
      steps: [
        {
          says: {
            zh: '开标后，在工作台按[[desk.kind.panelToSeat]]。页面写着至少几人、要不要抽取。',
            en: 'After the opening follow [[desk.kind.panelToSeat]] on the desk. The page says how many are needed and whether they are drawn by lot.',
          },
        },
        {
          says: {
            zh: '从专家库里选人，按[[panel.bureau.seat]]；组长按[[panel.bureau.seatAsChair]]。要抽取的，填人数按[[panel.draw.submit]]。',
            en: 'Choose experts from the pool with [[panel.bureau.seat]], the chair with [[panel.bureau.seatAsChair]]. For a lot, give the number and press [[panel.draw.submit]].',
          },
          picture: { zh: '从专家库安排席位', en: 'Seating experts from the pool' },
        },
      ],
    },
    {
      name: 'result',
      title: { zh: '审定并公布结果', en: 'Decide and publish the result' },
      steps: [
        {
          says: {
            zh: '评审组全体签署之后，在工作台按[[desk.kind.resultToDecide]]，看名次、各评委给分和需要留意的地方。分数您改不了。',
            en: 'When the whole panel has signed, follow [[desk.kind.resultToDecide]] on the desk: the ranks, what each judge gave, what deserves a look. You cannot change a score.',
          },
        },
        {
          says: {
            zh: '一般授予第一名；另选别人要写理由，由另一位审批人确认。写[[award.decide.reasons]]，按[[award.decide.submit]]：结果、分数和评审记录马上公开。',
            en: 'The award usually goes to the first in rank; anybody else takes a reason and a second approver. Write the [[award.decide.reasons]] and press [[award.decide.submit]]: result, scores and record are public at once.',
          },
          picture: { zh: '作出决定的表单', en: 'The form of the decision' },
        },
        {
          says: {
            zh: '公示期满、没有未处理完的质疑和投诉，工作台会提醒您授予。授予之后，合同自动起草。',
            en: 'When the notice is over and no objection is open, the desk tells you to award. The contract is then drafted by itself.',
          },
          picture: { zh: '结果在公示中', en: 'A result on public notice' },
        },
      ],
    },
    {
      name: 'contract',
      title: { zh: '审定并签发合同', en: 'Check and offer a contract' },
      steps: [
        {
          says: {
            zh: '在工作台按[[desk.kind.contractToOffer]]，核对金额、里程碑和各期拨款。',
            en: 'On the desk follow [[desk.kind.contractToOffer]]; check the sum, the milestones and each payment.',
          },
        },
        {
          says: {
            zh: '按[[contract.offer]]。对方签章人签署之后，项目就开始了。',
            en: 'Press [[contract.offer]]. The project begins when the supplier’s certifier has signed.',
          },
          picture: { zh: '签发合同的按钮', en: 'The button that offers a contract' },
        },
      ],
    },
    {
      name: 'team',
      title: { zh: '管理本单位人员', en: 'Manage your body’s people' },
      steps: [
        {
          says: {
            zh: '在工作台按[[desk.area.team]]，看谁有什么身份。离岗的人当天就移除。',
            en: 'On the desk follow [[desk.area.team]] to see who has which role. Remove whoever left on the same day.',
          },
        },
        {
          says: {
            zh: '填姓名、邮箱，选一个身份，按[[account.team.send]]。对方 7 天内从信里的链接设好密码和两步验证。',
            en: 'Give a name and an email address, choose a role and press [[account.team.send]]. Within seven days they follow the letter’s link and set a password and a second factor.',
          },
          picture: { zh: '邀请同事的表单', en: 'The form to invite a colleague' },
        },
      ],
    },
  ],
  trouble: [
    {
      what: { zh: '开标口令不对。', en: 'The opening passphrase is refused.' },
      then: {
        zh: '注意大小写和空格。真忘了，由备用持钥人参加；以后的征集，在账户里重新设一个口令。',
        en: 'Mind capitals and spaces. If it is lost, the spare keyholder takes part; for later calls set a new one in your account.',
      },
    },
    {
      what: { zh: '安排不了某位专家。', en: 'An expert cannot be seated.' },
      then: {
        zh: '他和某个投标单位有关系，或者人数、单数、外部专家的比例不够。页面上写着是哪一条。',
        en: 'There is a tie to a bidder, or the number, its being odd or the share of outside experts does not fit. The page says which.',
      },
    },
    codeTrouble,
    passwordTrouble,
  ],
  ask: [
    {
      zh: '材料上的疑问：问起草的经办人，姓名在征集页的下方。',
      en: 'About the papers: the officer who drafted them, named at the bottom of the page.',
    },
    askAdministrator,
  ],
}
