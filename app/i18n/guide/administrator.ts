import type { Guide } from './shape.ts'
import { codeBefore, codeTrouble, signInWithCode } from './shared.ts'

export const administrator: Guide = {
  role: 'administrator',
  at: 'desk',
  title: { zh: '平台管理员使用指南', en: 'Guide for administrators' },
  who: {
    zh: '写给平台管理员：邀请单位人员和专家、帮人找回账户、载入工作日历、看系统状态和邮件、答复个人信息申请。管理员看不到密封的投标，也不能评分、付款。',
    en: 'For the site’s administrators: invite officials and experts, help people back into their accounts, load the working calendar, watch the system and its letters, answer requests about personal data. An administrator reads no sealed bid, scores nothing and pays nothing.',
  },
  before: [
    codeBefore,
    {
      zh: '要邀请的人的姓名、邮箱和单位，由他的单位书面告知。',
      en: 'Name, email address and body of whoever is invited, told in writing by that body.',
    },
    {
      zh: '每年十一月前后，国务院办公厅公布的放假安排。',
      en: 'The State Council’s notice of holidays, published each year around November.',
    },
  ],
  tasks: [
    signInWithCode,
    {
      name: 'invite',
      title: { zh: '邀请单位人员', en: 'Invite an official' },
      steps: [
        {
          says: {
            zh: '在工作台按[[desk.area.invitations]]，打开[[admin.invitations.official]]。专家用[[admin.invitations.expert]]。',
            en: 'On the desk follow [[desk.area.invitations]] and open [[admin.invitations.official]]. For experts there is [[admin.invitations.expert]].',
          },
        },
        {
          says: {
            zh: '填姓名、邮箱，选单位和身份，按[[account.team.send]]。一个单位先邀请一位审批人，别的人由审批人自己邀请。',
            en: 'Give name and email address, choose body and role, and press [[account.team.send]]. Invite one approver of each body first: that person invites the others.',
          },
          picture: { zh: '邀请单位人员的表单', en: 'The form to invite an official' },
        },
      ],
    },
    {
      name: 'account',
      title: { zh: '帮人找回账户', en: 'Help somebody back into an account' },
      steps: [
        {
          says: {
            zh: '在工作台按[[desk.area.accounts]]，用姓名或邮箱查找，打开这个人的账户。',
            en: 'On the desk follow [[desk.area.accounts]], look for a name or an email address, and open the account.',
          },
          picture: { zh: '账户列表', en: 'The list of accounts' },
        },
        {
          says: {
            zh: '在[[admin.account.actions]]里选要做的事，例如重置两步验证。先打电话核实是本人，再写明[[admin.account.reason]]；每一步都有记录。',
            en: 'Under [[admin.account.actions]] choose what to do, such as resetting the second factor. First make sure by telephone that it is the person, then write the [[admin.account.reason]]; everything is recorded.',
          },
          picture: { zh: '对账户可以做的操作', en: 'What can be done with an account' },
        },
      ],
    },
    {
      name: 'calendar',
      title: { zh: '载入工作日历', en: 'Load the working calendar' },
      steps: [
        {
          says: {
            zh: '在工作台按[[desk.area.system]]，再按[[calendar.title]]。没有载入的年份，涉及工作日的期限算不出来。',
            en: 'On the desk follow [[desk.area.system]], then [[calendar.title]]. Without a year’s calendar, terms in working days cannot be counted.',
          },
        },
        {
          says: {
            zh: '填[[calendar.docNo]]，照通知每行写一天，按[[calendar.preview]]。与原文逐项核对以后才确认载入。',
            en: 'Give the [[calendar.docNo]], write one day a line as in the notice, and press [[calendar.preview]]. Confirm only after comparing it with the notice.',
          },
          picture: { zh: '载入工作日历的表单', en: 'The form that loads a calendar' },
        },
      ],
    },
    {
      name: 'system',
      title: { zh: '每天看一眼系统、备份和邮件', en: 'Look at system, backups and letters each day' },
      steps: [
        {
          says: {
            zh: '在工作台按[[desk.area.system]]：[[admin.system.worker]]应在运行，[[admin.system.givenUp]]应是 0，[[admin.system.backup]]应是昨天以后的。',
            en: 'On the desk follow [[desk.area.system]]: [[admin.system.worker]] should be running, [[admin.system.givenUp]] should be 0, [[admin.system.backup]] should be of yesterday or later.',
          },
          picture: { zh: '系统状态', en: 'The state of the system' },
        },
        {
          says: {
            zh: '按[[desk.area.messages]]看没有发出的信。本站没有接通邮件服务时，信都留在这里，由您把链接交给收件人本人。',
            en: 'Follow [[desk.area.messages]] for letters that did not leave. Where no mail service is connected they all stay here, and you hand the links to the people themselves.',
          },
          picture: { zh: '邮件列表', en: 'The list of letters' },
        },
      ],
    },
    {
      name: 'data',
      title: { zh: '答复个人信息申请', en: 'Answer a request about personal data' },
      steps: [
        {
          says: {
            zh: '在工作台按[[desk.kind.dataRequestToAnswer]]，看对方要查、要改还是要删，和答复期限。',
            en: 'On the desk follow [[desk.kind.dataRequestToAnswer]] and see what is asked, and by when to answer.',
          },
        },
        {
          says: {
            zh: '选办理结果，写清做了什么、没做的为什么，按[[privacy.request.admin.send]]。',
            en: 'Choose the outcome, say what was done and, where it was not, why, and press [[privacy.request.admin.send]].',
          },
          picture: { zh: '答复个人信息申请', en: 'Answering a request about personal data' },
        },
      ],
    },
  ],
  trouble: [
    {
      what: { zh: '被邀请的人说没收到信。', en: 'Somebody invited says that no letter came.' },
      then: {
        zh: '先在“邮件”里看有没有发出、地址对不对。发错地址的，撤销邀请重新发。链接 7 天内有效。',
        en: 'See among the letters whether it left and to which address. If that was wrong, take the invitation back and send another. A link works for seven days.',
      },
    },
    {
      what: { zh: '有“已放弃”的任务。', en: 'There are jobs given up.' },
      then: {
        zh: '看错误写的是什么，原因排除以后按“重新执行”。反复出现的，把错误原文交给维护人员。',
        en: 'Read the error, remove its cause and try the job again. If it comes back, give the error’s words to whoever maintains the site.',
      },
    },
    codeTrouble,
  ],
  ask: [
    {
      zh: '备份、恢复、升级：看代码库里的 docs/operations.md，或问维护服务器的人。',
      en: 'Backups, restoring, upgrading: docs/operations.md in the source, or whoever keeps the server.',
    },
  ],
}
