import type { Guide } from './shape.ts'
import { askAdministrator, codeBefore, codeTrouble, passwordTrouble, signInWithCode } from './shared.ts'

export const supervisor: Guide = {
  role: 'supervisor',
  at: 'desk',
  title: { zh: '监督员使用指南', en: 'Guide for supervisors' },
  who: {
    zh: '写给监督员：看全部过程，写下看到的情况，发现问题提出异议。异议没有了结之前，钱拨不出去。',
    en: 'For supervisors: see the whole of it, write down what you saw, and object where something is wrong. While an objection stands, no money is paid.',
  },
  before: [
    codeBefore,
    { zh: '去现场时的记录：哪天、在哪里、看到什么。', en: 'Your notes from a visit: when, where, what you saw.' },
  ],
  tasks: [
    signInWithCode,
    {
      name: 'object',
      title: { zh: '查看项目，提出异议', en: 'Look into a project and object' },
      steps: [
        {
          says: {
            zh: '在工作台按[[desk.area.oversight]]，打开一个项目：合同、报告、拨款、评价都在一页。',
            en: 'On the desk follow [[desk.area.oversight]] and open a project: contract, reports, payments and ratings are on one page.',
          },
        },
        {
          says: {
            zh: '有问题的，在[[objection.reason]]里写清事实和依据，按[[objection.raise]]。拨款随即暂停，由购买主体答复。',
            en: 'If something is wrong, write the facts and the rule under [[objection.reason]] and press [[objection.raise]]. Payments stop at once; the body must answer.',
          },
          picture: { zh: '提出异议的表单', en: 'The form that raises an objection' },
        },
      ],
    },
    {
      name: 'warnings',
      title: { zh: '看预警', en: 'Look at the warnings' },
      steps: [
        {
          says: {
            zh: '在工作台按[[desk.area.warnings]]。系统每天自动检查，按轻重排列。',
            en: 'On the desk follow [[desk.area.warnings]]. The site checks every day and lists the gravest first.',
          },
          picture: { zh: '预警列表', en: 'The list of warnings' },
        },
        {
          says: {
            zh: '从预警进到项目，核对是不是真的。情况消除以后，它会自己关闭。',
            en: 'Follow a warning to its project and see whether it is so. It closes by itself when its cause is gone.',
          },
        },
      ],
    },
    {
      name: 'records',
      title: { zh: '查操作记录和账目', en: 'Read the records and the books' },
      steps: [
        {
          says: {
            zh: '在工作台按[[desk.area.auditTrail]]，看谁在什么时候做了什么；按[[audit-trail.admin.inspect]]，当场核验记录有没有被改过。',
            en: 'On the desk follow [[desk.area.auditTrail]] to see who did what and when; press [[audit-trail.admin.inspect]] to check on the spot that nothing was altered.',
          },
          picture: { zh: '操作记录与核验', en: 'The audit trail and its check' },
        },
        {
          says: {
            zh: '按[[desk.area.books]]，看四本台账和[[books.check]]。',
            en: 'Follow [[desk.area.books]] for the four books and [[books.check]].',
          },
          picture: { zh: '台账与核验', en: 'The books and their check' },
        },
      ],
    },
  ],
  trouble: [
    {
      what: { zh: '看不到投标内容。', en: 'I cannot read the bids.' },
      then: {
        zh: '开标之前谁都看不到。您是备用持钥人的，工作台会提醒您参加开标。',
        en: 'Nobody can before the opening. If you are the spare keyholder, your desk asks you to take part.',
      },
    },
    {
      what: { zh: '看不到别的单位的项目。', en: 'I do not see another body’s projects.' },
      then: {
        zh: '监督员只看本单位的；别的单位的公开页面，任何人都能看。',
        en: 'Supervisors see those of their own body; what others publish anybody can read.',
      },
    },
    codeTrouble,
    passwordTrouble,
  ],
  ask: [
    {
      zh: '需要更多材料：在异议或观察里写明要什么，由对方答复，双方都有记录。',
      en: 'If you need more papers: say which in an objection or an observation; the answer is on record for both sides.',
    },
    askAdministrator,
  ],
}
