import type { Guide } from './shape.ts'
import { askAdministrator, passwordTrouble, signIn, talkAbout } from './shared.ts'

export const owner: Guide = {
  role: 'owner',
  at: 'phone',
  title: { zh: '社会组织负责人与填报人使用指南', en: 'Guide for owners and editors of an organization' },
  who: {
    zh: '写给社会组织的负责人和填报人：注册组织、找征集、写投标、报里程碑、收款。密封投标和提交报告由签章人做，另有一份指南。',
    en: 'For the owners and editors of a social organization: register it, find calls, write bids, report milestones, receive money. Bids are sealed and reports submitted by a certifier, who has a guide of their own.',
  },
  before: [
    {
      zh: '登记证书上的名称和 18 位统一社会信用代码。',
      en: 'The name and the 18-character unified social credit code on the registration certificate.',
    },
    { zh: '您自己能收信的邮箱。', en: 'An email address of your own where you can read letters.' },
    {
      zh: '登记证书、审计报告等证件的照片或 PDF，每份不超过 20 MB。',
      en: 'Photos or PDFs of the registration certificate, the audit report and the like, up to 20 MB each.',
    },
    {
      zh: '银行账户的户名、开户支行和账号，以及另一位能核对它的同事。',
      en: 'The bank account’s name, branch and number, and a colleague who can check it.',
    },
  ],
  tasks: [
    {
      name: 'register',
      title: { zh: '注册组织', en: 'Register the organization' },
      steps: [
        {
          says: {
            zh: '打开本站，按页面上方的[[common.nav.signIn]]，再按[[account.signIn.signUp]]，选[[account.signUp.organizationAction]]。',
            en: 'Open the site, follow [[common.nav.signIn]] at the top, then [[account.signIn.signUp]], then [[account.signUp.organizationAction]].',
          },
        },
        {
          says: {
            zh: '照登记证书填写组织，再填您本人的姓名、邮箱和一个新密码，按[[account.signUp.submit]]。',
            en: 'Describe the organization as on its certificate, then give your own name, email address and a new password, and press [[account.signUp.submit]].',
          },
          picture: {
            zh: '注册组织的表单，标出注册按钮',
            en: 'The form to register an organization with its button marked',
          },
        },
        {
          says: {
            zh: '打开收到的确认邮件，点里面的链接，按[[account.confirm.submit]]。链接 24 小时内有效。',
            en: 'Open the letter that comes, follow its link and press [[account.confirm.submit]]. The link works for 24 hours.',
          },
          picture: { zh: '确认邮箱的页面', en: 'The page that confirms the email address' },
        },
      ],
    },
    signIn,
    {
      name: 'papers',
      title: { zh: '备好证件、收款账户和同事', en: 'Prepare certificates, the bank account and colleagues' },
      steps: [
        {
          says: {
            zh: '在工作台按[[desk.area.organization]]。证件、账户和人员都在这一页。',
            en: 'On the desk follow [[desk.area.organization]]. Certificates, account and people are all there.',
          },
        },
        {
          says: {
            zh: '打开[[application.documents.add]]，选种类、填日期、选文件，按[[application.documents.save]]。存一次，以后每次投标都能选用；快到期时工作台会提醒。',
            en: 'Open [[application.documents.add]], choose the kind, give the dates, choose the file and press [[application.documents.save]]. Kept once, it can be used in every bid; the desk reminds you before it expires.',
          },
          picture: { zh: '添加证件的表单，标出保存按钮', en: 'The form for a certificate with its button marked' },
        },
        {
          says: {
            zh: '往下找到[[account.team.invite]]，填同事的姓名和邮箱，选一个身份，按[[account.team.send]]。至少要有一位签章人。',
            en: 'Further down, at [[account.team.invite]], give a colleague’s name and email address, choose a role and press [[account.team.send]]. You need at least one certifier.',
          },
          picture: { zh: '邀请同事的表单', en: 'The form to invite a colleague' },
        },
        {
          says: {
            zh: '按[[payout.title]]，填户名、开户支行和两遍账号，按[[payout.declare]]。另一位同事登录后在同一页核对确认，账户才生效。',
            en: 'Follow [[payout.title]], give the name, the branch and twice the number, and press [[payout.declare]]. The account counts once a colleague has signed in and confirmed it on the same page.',
          },
          picture: { zh: '收款账户的表单，标出登记按钮', en: 'The form for the bank account with its button marked' },
        },
      ],
    },
    {
      name: 'find',
      title: { zh: '找征集，看能不能投', en: 'Find a call and see whether you may bid' },
      steps: [
        {
          says: {
            zh: '打开[[call.list.title]]，按[[call.list.filters]]可以只看某个领域、地区或还在征集的。',
            en: 'Open [[call.list.title]]; with [[call.list.filters]] you see only one field, one place, or those still open.',
          },
          picture: { zh: '征集列表', en: 'The list of calls' },
        },
        {
          says: {
            zh: '打开一项征集，先看截止时间，再看[[call.page.conditions]]和评分标准。',
            en: 'Open a call. Look first at its deadline, then at [[call.page.conditions]] and at the criteria.',
          },
          picture: { zh: '征集页上的投标条件', en: 'What is asked of bidders, on the page of a call' },
        },
        {
          says: {
            zh: '按[[call.page.bid]]。这一页列出[[bid.start.needs]]，并逐条核对您的组织符不符合条件，哪一条不符合会写明原因。',
            en: 'Follow [[call.page.bid]]. It lists [[bid.start.needs]] and holds each condition against your organization; where one is not met it says why.',
          },
          picture: { zh: '逐条核对采购条件', en: 'The conditions held against the organization one by one' },
        },
        {
          says: {
            zh: '决定投了，按[[bid.start.submit]]。草稿只有本组织的人看得到，随时可以放弃。',
            en: 'If you want to bid, press [[bid.start.submit]]. Only your organization sees the draft, and you can give it up at any time.',
          },
        },
      ],
    },
    {
      name: 'write',
      title: { zh: '写投标', en: 'Write the bid' },
      steps: [
        {
          says: {
            zh: '在工作台按[[desk.kind.bidToFinish]]，或到[[desk.area.bids]]里打开它。任务列表写着还缺什么，做到哪里都可以停下。',
            en: 'On the desk follow [[desk.kind.bidToFinish]], or open it from [[desk.area.bids]]. The list says what is missing; you can stop anywhere and go on later.',
          },
          picture: { zh: '投标的任务列表', en: 'The list of tasks of a bid' },
        },
        {
          says: {
            zh: '按[[bid.tasks.answers]]，对着每题的评分要点作答，按[[bid.answers.save]]。标点也算字数。',
            en: 'Follow [[bid.tasks.answers]], answer what each question is scored by, and press [[bid.answers.save]]. Punctuation counts as characters.',
          },
          picture: { zh: '回答评分问题', en: 'Answering a question' },
        },
        {
          says: {
            zh: '征集要求[[application.title]]的，逐项填好，按[[application.fill.save]]。',
            en: 'Where the call asks for an [[application.title]], fill it in and press [[application.fill.save]].',
          },
        },
        {
          says: {
            zh: '按[[bid.tasks.budget]]，先填总报价，再逐行填预算，按[[bid.budget.save]]。预算合计必须等于报价，一分不差。',
            en: 'Follow [[bid.tasks.budget]], give the price, then the budget line by line, and press [[bid.budget.save]]. The lines must add up to the price, to the fen.',
          },
          picture: { zh: '预算的一行', en: 'One line of the budget' },
        },
        {
          says: {
            zh: '按[[bid.tasks.files]]，从存好的证件里选，按[[application.documents.attach]]；别的材料直接上传。',
            en: 'Follow [[bid.tasks.files]], choose among the certificates that you keep and press [[application.documents.attach]]; other papers are uploaded there.',
          },
          picture: { zh: '把存好的证件放进投标', en: 'Putting a kept certificate into the bid' },
        },
        {
          says: {
            zh: '按[[bid.tasks.check]]，从头看一遍。没有红字了，就请签章人密封，最好不要等到截止当天。',
            en: 'Follow [[bid.tasks.check]] and read it through. When nothing is missing, ask your certifier to seal it, if you can not on the last day.',
          },
        },
      ],
    },
    {
      name: 'after',
      title: { zh: '投标之后：回执、开标、结果', en: 'After bidding: receipt, opening, result' },
      steps: [
        {
          says: {
            zh: '在[[desk.area.bids]]里打开已密封的投标，按[[bid.after.receipt]]，可以下载保存。截止前签章人还能撤回修改。',
            en: 'In [[desk.area.bids]] open the sealed bid and follow [[bid.after.receipt]]; you can download it. Until the deadline the certifier can take the bid back and change it.',
          },
          picture: { zh: '投标回执', en: 'The receipt of a bid' },
        },
        {
          says: {
            zh: '截止后在征集页看开标记录；里面的校验值应和您的回执一样。',
            en: 'After the deadline the call’s page has the record of the opening; its checksums must be those of your receipt.',
          },
        },
        {
          says: {
            zh: '结果公布后打开投标，按[[bid.after.result]]，能看到每项得分和评语。有异议的，在公示期内提出。',
            en: 'Once the result is there, open the bid and follow [[bid.after.result]] for each score and its reasons. An objection is made while the notice stands.',
          },
          picture: { zh: '投标的结果', en: 'The result of a bid' },
        },
      ],
    },
    {
      name: 'report',
      title: { zh: '记活动、写里程碑报告、记支出', en: 'Record activities, report a milestone, enter spending' },
      steps: [
        {
          says: {
            zh: '按[[desk.area.ownProjects]]，打开项目，再按[[activity.title]]。每次活动做完就记，报告会自己取用。',
            en: 'Follow [[desk.area.ownProjects]], open the project, then [[activity.title]]. Write each activity down when it is over: reports take their figures from there.',
          },
        },
        {
          says: {
            zh: '填活动名称、地点、人次，选属于哪个里程碑，可以附照片，按[[activity.save]]。',
            en: 'Say what it was, where, and how many came; choose its milestone, add photos if you like, and press [[activity.save]].',
          },
          picture: { zh: '记一次活动，标出保存按钮', en: 'The form for an activity with its button marked' },
        },
        {
          says: {
            zh: '回到项目，在里程碑表里打开要报的那个，按[[report.start]]。写明完成情况、填实际数、传必备材料，然后请签章人提交。',
            en: 'Back at the project, open the milestone in the table and press [[report.start]]. Say what was done, give the figures, upload what is required; then ask your certifier to submit it.',
          },
          picture: { zh: '里程碑报告', en: 'A milestone report' },
        },
        {
          says: {
            zh: '在项目页按[[claim.link]]，每张凭证录一笔：日期、用途、收款人、科目、金额和凭证照片，按[[claim.enter]]。录完一批按[[claim.submit]]，再由签章人确认。',
            en: 'On the project’s page follow [[claim.link]] and enter each voucher: the day, what for, to whom, the budget line, the sum and a photo; press [[claim.enter]]. When the batch is complete press [[claim.submit]]; a certifier then confirms it.',
          },
          picture: { zh: '录入一笔支出', en: 'Entering an expense' },
        },
      ],
    },
    {
      name: 'money',
      title: { zh: '确认款项到账', en: 'Confirm that money arrived' },
      steps: [
        {
          says: {
            zh: '在[[desk.area.ownProjects]]里按[[payment.title]]：应付未付、已付待确认、以后各月预计到账，都在这里。',
            en: 'In [[desk.area.ownProjects]] follow [[payment.title]]: what is due, what was paid and waits for your word, and what is expected in the coming months.',
          },
        },
        {
          says: {
            zh: '对照银行流水，到了的按[[payment.arrived]]；没到的打开[[payment.missing]]写明情况，财务会收到通知。',
            en: 'Compare with your bank account. For what came press [[payment.arrived]]; for what did not, open [[payment.missing]] and say so: the finance officer is told.',
          },
          picture: { zh: '确认到账的按钮', en: 'The button that says money arrived' },
        },
      ],
    },
  ],
  trouble: [
    {
      what: { zh: '预算和报价总对不上，密封不了。', en: 'Budget and price do not agree, so the bid cannot be sealed.' },
      then: {
        zh: '看报价与预算页上的“预算合计”和“总报价”，差多少改多少；只差几分钱也不行。',
        en: 'The page of price and budget shows both sums; change one until they are equal. Even a few fen are too many.',
      },
    },
    {
      what: { zh: '存好的证件放不进投标。', en: 'A certificate that is kept cannot be put into the bid.' },
      then: {
        zh: '它在投标截止之前就会过期。先在组织资料里存一份新的，再来选用。',
        en: 'It expires before the deadline of the bid. Keep a new one in the organization’s profile first, then choose that.',
      },
    },
    {
      what: { zh: '说没有资格投标。', en: 'The site says that we may not bid.' },
      then: {
        zh: '开始投标的那一页写着是哪一条、依据是什么。资料没填全的，到组织资料里补上；事实有误的，向登记管理机关更正。',
        en: 'The page where a bid starts says which condition it is and why. Complete your profile if something is missing there; if a fact is wrong, have the registration authority correct it.',
      },
    },
    {
      what: {
        zh: '截止那天才发现签章人没有账户。',
        en: 'On the last day it turns out that the certifier has no account.',
      },
      then: {
        zh: '负责人可以随时邀请，邀请信当时就发出；但对方要开信、设密码、通读、密封，请至少提前一天试一次登录。',
        en: 'An owner can invite at any time and the letter leaves at once; but the certifier must open it, set a password, read and seal. Let them sign in a day earlier at least.',
      },
    },
    passwordTrouble,
  ],
  ask: [
    {
      zh: '征集有不清楚的地方：在征集页公开提问，答复所有人都看得到。',
      en: 'When a call is unclear: ask a question on its page; everybody can read the answer.',
    },
    talkAbout,
    askAdministrator,
  ],
}
