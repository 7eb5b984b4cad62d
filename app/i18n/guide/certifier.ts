import type { Guide } from './shape.ts'
import { askAdministrator, passwordTrouble, signIn, talkAbout } from './shared.ts'

export const certifier: Guide = {
  role: 'certifier',
  at: 'phone',
  title: { zh: '签章人使用指南', en: 'Guide for certifiers of an organization' },
  who: {
    zh: '写给社会组织的签章人：代表组织密封投标、签署合同、确认支出。您按下的每一步都代表组织，所以先看清再按。',
    en: 'For the certifiers of a social organization: seal bids, sign contracts and confirm spending in its name. What you press counts for the organization, so read before you press.',
  },
  before: [
    {
      zh: '负责人发来的邀请信，和用它设好的密码。',
      en: 'The owner’s invitation and the password that you set with it.',
    },
    { zh: '一处安全的地方，保存取回码和回执。', en: 'A safe place for the retrieval code and the receipt.' },
  ],
  tasks: [
    signIn,
    {
      name: 'seal',
      title: { zh: '检查并密封投标', en: 'Check and seal a bid' },
      steps: [
        {
          says: {
            zh: '在工作台按[[desk.kind.bidToSeal]]，再按[[bid.tasks.seal]]，从头看到尾。',
            en: 'On the desk follow [[desk.kind.bidToSeal]], then [[bid.tasks.seal]], and read it from beginning to end.',
          },
        },
        {
          says: {
            zh: '勾选声明，按[[bid.seal.submit]]。密封以后，开标之前谁也看不到内容。',
            en: 'Tick the declaration and press [[bid.seal.submit]]. Once sealed, nobody can read it before the opening.',
          },
          picture: { zh: '密封并递交的按钮', en: 'The button that seals and submits' },
        },
        {
          says: {
            zh: '页面显示[[bid.retrieval.title]]，只显示这一次。抄下来或打印，和回执放在一起。',
            en: 'The page shows the [[bid.retrieval.title]], this once only. Write it down or print it, and keep it with the receipt.',
          },
          picture: { zh: '只显示一次的取回码', en: 'The retrieval code, shown once' },
        },
      ],
    },
    {
      name: 'take-back',
      title: { zh: '截止前撤回修改', en: 'Take a bid back before the deadline' },
      steps: [
        {
          says: {
            zh: '在[[desk.area.bids]]里打开已密封的投标，按[[bid.after.withdraw]]。',
            en: 'In [[desk.area.bids]] open the sealed bid and follow [[bid.after.withdraw]].',
          },
        },
        {
          says: {
            zh: '填取回码，原来的内容就成为新草稿；不填，从空白开始。勾选后按[[bid.withdraw.submit]]，改好再密封一次，不然就等于没投。',
            en: 'With the retrieval code the old content becomes a new draft; without it you begin empty. Tick and press [[bid.withdraw.submit]]; change it and seal it again, or there is no bid.',
          },
          picture: { zh: '撤回投标的页面', en: 'The page that takes a bid back' },
        },
      ],
    },
    {
      name: 'contract',
      title: { zh: '签署合同', en: 'Sign a contract' },
      steps: [
        {
          says: {
            zh: '购买主体签发后，在工作台按[[desk.kind.contractToSign]]，核对金额、里程碑和各期拨款。',
            en: 'Once the body has offered it, follow [[desk.kind.contractToSign]] on the desk; check the sum, the milestones and each payment.',
          },
        },
        {
          says: {
            zh: '按[[contract.sign]]，项目就开始了。有不对的先不要签，找页面上写的购买主体。',
            en: 'Press [[contract.sign]], and the project begins. If something is wrong do not sign: turn to the body named on the page.',
          },
          picture: { zh: '签署合同的按钮', en: 'The button that signs' },
        },
      ],
    },
    {
      name: 'account',
      title: { zh: '核对收款账户', en: 'Confirm the bank account' },
      steps: [
        {
          says: {
            zh: '负责人登记了新账户，您会收到信。在工作台按[[desk.area.organization]]，再按[[payout.title]]。',
            en: 'When an owner enters an account, a letter tells you. On the desk follow [[desk.area.organization]], then [[payout.title]].',
          },
        },
        {
          says: {
            zh: '对着开户许可证或网银逐位核对，按[[payout.confirm]]。登记的人自己不能确认。',
            en: 'Compare it digit by digit with the bank’s paper and press [[payout.confirm]]. Whoever entered it cannot confirm it.',
          },
          picture: { zh: '确认收款账户', en: 'Confirming the bank account' },
        },
      ],
    },
    {
      name: 'report',
      title: { zh: '提交里程碑报告', en: 'Submit a milestone report' },
      steps: [
        {
          says: {
            zh: '填报人写好以后，按[[desk.area.ownProjects]]，打开项目，再在里程碑表里打开这一个。核对[[report.evidence]]、[[report.narrative]]和实际数。',
            en: 'When the editor has written it, follow [[desk.area.ownProjects]], open the project, then the milestone in the table. Check [[report.evidence]], [[report.narrative]] and the figures.',
          },
        },
        {
          says: {
            zh: '没问题按[[report.submit]]，报告就到经办人那里验收；退回的话，写明的理由会出现在这一页的上方。',
            en: 'If it is right, press [[report.submit]]: it goes to the officer. If it comes back, the reasons stand at the top of this page.',
          },
          picture: { zh: '提交报告的按钮', en: 'The button that submits a report' },
        },
      ],
    },
    {
      name: 'spending',
      title: { zh: '确认一批支出', en: 'Confirm a batch of spending' },
      steps: [
        {
          says: {
            zh: '同事提交一批支出后，打开项目，按[[claim.link]]，对着凭证看每一笔。',
            en: 'When a colleague has submitted a batch, open the project, follow [[claim.link]] and hold each line against its voucher.',
          },
        },
        {
          says: {
            zh: '都对，按[[claim.certify]]，购买主体就能看到；有错的写明原因，按[[claim.giveBack]]。',
            en: 'If all is right press [[claim.certify]], and the purchasing body can see it; if not, say why and press [[claim.giveBack]].',
          },
          picture: { zh: '确认这一批的按钮', en: 'The button that confirms a batch' },
        },
      ],
    },
  ],
  trouble: [
    {
      what: { zh: '没有“密封并递交”的按钮。', en: 'There is no button to seal.' },
      then: {
        zh: '还有没填齐的内容，页面上方列着，点一下就到；请填报人补好再来。',
        en: 'Something is missing; the top of the page lists it, each with a link. Let the editor complete it first.',
      },
    },
    {
      what: { zh: '取回码没有保存。', en: 'I did not keep the retrieval code.' },
      then: {
        zh: '投标照样有效，只是自己不能再看内容。截止前可以撤回重填，截止后只能等开标。',
        en: 'The bid counts all the same; you only cannot read it again. Before the deadline you can take it back and write it anew; afterwards wait for the opening.',
      },
    },
    {
      what: {
        zh: '支出确认不了，说提交的人不能自己确认。',
        en: 'The site says that whoever submitted cannot confirm.',
      },
      then: {
        zh: '这两步要两个人做。请另一位签章人确认，或让填报人提交。',
        en: 'Two people are needed. Ask another certifier to confirm, or let an editor submit.',
      },
    },
    passwordTrouble,
  ],
  ask: [talkAbout, askAdministrator],
}
