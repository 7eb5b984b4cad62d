import type { Guide } from './shape.ts'
import { askAdministrator, codeBefore, codeTrouble, passwordTrouble, signInWithCode } from './shared.ts'

export const finance: Guide = {
  role: 'finance',
  at: 'desk',
  title: { zh: '财务人员使用指南', en: 'Guide for finance officers' },
  who: {
    zh: '写给购买主体的财务人员：录入资金和预算安排、核对后拨付、查台账、出对账单。',
    en: 'For finance officers of a purchasing body: enter funds and appropriations, check and pay, read the books, make statements.',
  },
  before: [
    codeBefore,
    { zh: '预算批复的文号和金额。', en: 'The number and sum of the budget’s approval.' },
    {
      zh: '付款以后，国库集中支付系统给的支付凭证号。',
      en: 'Once paid, the voucher number from the treasury’s payment system.',
    },
  ],
  tasks: [
    signInWithCode,
    {
      name: 'fund',
      title: { zh: '录入预算安排', en: 'Enter an appropriation' },
      steps: [
        {
          says: {
            zh: '在工作台按[[desk.area.funds]]，打开一项资金：已安排多少、划给征集多少、还剩多少，都在这里。还没有的，用[[fund.create]]新设。',
            en: 'On the desk follow [[desk.area.funds]] and open a fund: what was appropriated, what went to calls, what is left. A new one begins with [[fund.create]].',
          },
        },
        {
          says: {
            zh: '填年度、金额和批复文号，按[[fund.appropriate]]。由审批人确认以后才入账。',
            en: 'Give the year, the sum and the approval’s number and press [[fund.appropriate]]. It is posted once an approver has confirmed it.',
          },
          picture: { zh: '录入预算安排的表单', en: 'The form of an appropriation' },
        },
      ],
    },
    {
      name: 'pay',
      title: { zh: '核对并拨付', en: 'Check and pay' },
      steps: [
        {
          says: {
            zh: '经办人验收以后，工作台上会有[[desk.kind.trancheToRelease]]，按它进去。',
            en: 'Once an officer has accepted a milestone, the desk says [[desk.kind.trancheToRelease]]; follow it.',
          },
        },
        {
          says: {
            zh: '先看[[release.payeeChecks]]：账户、证照、信用。有提醒的要写明理由才能付。',
            en: 'First look at [[release.payeeChecks]]: account, certificates, credit. Where there is a warning, you must say why you pay all the same.',
          },
          picture: { zh: '拨付前对收款方的核对', en: 'What is known of the payee before payment' },
        },
        {
          says: {
            zh: '在国库系统付款，把凭证号填进[[release.paymentRef]]，按写着金额的按钮。总账马上记上，对方会收到通知。',
            en: 'Pay in the treasury’s system, put its number into [[release.paymentRef]] and press the button with the sum on it. The ledger has it at once and the payee is told.',
          },
          picture: { zh: '填写支付凭证号', en: 'The number of the payment voucher' },
        },
      ],
    },
    {
      name: 'books',
      title: { zh: '查台账，出报表', en: 'Read the books and make statements' },
      steps: [
        {
          says: {
            zh: '在工作台按[[desk.area.books]]。四本台账是同一套分录的四种看法；[[books.check]]写着每条规则是否成立。',
            en: 'On the desk follow [[desk.area.books]]. The four books show the same entries in four ways; [[books.check]] says whether each rule holds.',
          },
          picture: { zh: '台账与核验', en: 'The books and their check' },
        },
        {
          says: {
            zh: '按[[statement.trial]]，选起止日期，可以下载 Excel。',
            en: 'Follow [[statement.trial]], choose the days, and download it for Excel.',
          },
          picture: { zh: '试算平衡表', en: 'The trial balance' },
        },
      ],
    },
  ],
  trouble: [
    {
      what: { zh: '验收了，待拨付里却没有。', en: 'It was accepted, and there is nothing to pay.' },
      then: {
        zh: '多半有未了结的监督异议、不合格的中期评估，或对方还没有确认收款账户。项目页上写着是哪一样。',
        en: 'Either an objection stands, a mid-term evaluation failed, or the payee’s account is not confirmed. The project’s page says which.',
      },
    },
    {
      what: { zh: '对方说没有收到。', en: 'The payee says that nothing came.' },
      then: {
        zh: '打开那笔拨款核对账号和凭证号，再查国库回单。退回的款项要冲正，不能改原来的分录。',
        en: 'Open the payment, compare account and voucher numbers, then ask the treasury. Money that came back is entered by a reversal; an entry is never changed.',
      },
    },
    {
      what: { zh: '凭证号填错了。', en: 'A voucher number is wrong.' },
      then: {
        zh: '已经记账的不能改。告诉审批人，写明正确的号码，留作对账说明。',
        en: 'What is posted stays. Tell an approver the right number and keep the note for the reconciliation.',
      },
    },
    codeTrouble,
    passwordTrouble,
  ],
  ask: [
    {
      zh: '该不该付：问验收的经办人；超过限额的，由审批人先批。',
      en: 'Whether to pay: ask the officer who accepted; above a limit an approver agrees first.',
    },
    askAdministrator,
  ],
}
