import type { Guide } from './shape.ts'
import { askAdministrator, codeBefore, codeTrouble, passwordTrouble, signInWithCode } from './shared.ts'

export const expert: Guide = {
  role: 'expert',
  at: 'phone',
  title: { zh: '评审专家使用指南', en: 'Guide for experts' },
  who: {
    zh: '写给评审专家：先声明利害关系，再独立打分、写理由，最后签署。手机、平板、电脑都可以做，随时可以停下再来。',
    en: 'For experts on a panel: declare conflicts first, then score alone and say why, then sign. It works on a phone, a tablet or a computer, and you can stop and come back at any time.',
  },
  before: [
    codeBefore,
    {
      zh: '一段不受打扰的时间：每份投标约半小时，草稿会自己保存。',
      en: 'Some quiet time: about half an hour for each bid; drafts keep themselves.',
    },
    {
      zh: '想清楚您和各投标单位有没有任职、投资、亲属等关系。',
      en: 'A clear mind about your ties to the bidders: work, money, family.',
    },
  ],
  tasks: [
    signInWithCode,
    {
      name: 'declare',
      title: { zh: '保密约定与利害关系', en: 'Confidentiality and conflicts' },
      steps: [
        {
          says: {
            zh: '在工作台按[[desk.area.panels]]，打开要评的征集。',
            en: 'On the desk follow [[desk.area.panels]] and open the call that you are to judge.',
          },
          picture: { zh: '我的评审', en: 'The list of your panels' },
        },
        {
          says: {
            zh: '读[[panel.pledge.title]]，勾选[[panel.pledge.agree]]，按[[panel.pledge.submit]]。',
            en: 'Read [[panel.pledge.title]], tick [[panel.pledge.agree]] and press [[panel.pledge.submit]].',
          },
          picture: { zh: '保密约定', en: 'The promise of confidentiality' },
        },
        {
          says: {
            zh: '对每个投标单位选一种关系，没有就选“没有”，有就照实选；勾选声明属实，按[[panel.page.declare]]。有关系的那份您不评，也看不到，不影响您评别的。',
            en: 'Choose your relation to each bidder, none or which; tick that it is true and press [[panel.page.declare]]. You will not see or score a bid that you are tied to; the others are yours all the same.',
          },
          picture: { zh: '逐一声明利害关系', en: 'Declaring a relation to each bidder' },
        },
      ],
    },
    {
      name: 'score',
      title: { zh: '打分、写理由、提交', en: 'Score, give reasons, submit' },
      steps: [
        {
          says: {
            zh: '在[[panel.inbox.title]]里打开评审中的征集，按[[panel.page.next]]。',
            en: 'In [[panel.inbox.title]] open the call being judged and follow [[panel.page.next]].',
          },
        },
        {
          says: {
            zh: '每一项先看评分要点，再看投标单位的回答，填[[panel.desk.points]]和[[panel.desk.reason]]。理由会随结果告诉投标单位，请写具体。',
            en: 'For each criterion read what earns points, then the answer; fill in [[panel.desk.points]] and [[panel.desk.reason]]. The bidder is told the reasons with the result: be concrete.',
          },
          picture: { zh: '评分台上的一项', en: 'One criterion at the scoring desk' },
        },
        {
          says: {
            zh: '要停下就按[[panel.desk.save]]；都填好了按[[panel.desk.review]]。',
            en: 'To stop, press [[panel.desk.save]]; when all is filled in, press [[panel.desk.review]].',
          },
        },
        {
          says: {
            zh: '核对一遍分数，按[[panel.desk.submit]]。提交以后不能改，要改先按[[panel.desk.change]]。',
            en: 'Look over the points and press [[panel.desk.submit]]. Nothing can be changed afterwards; to change something, follow [[panel.desk.change]] first.',
          },
          picture: { zh: '提交前核对分数', en: 'Checking the points before they are submitted' },
        },
      ],
    },
    {
      name: 'sign',
      title: { zh: '核对结果、签署', en: 'Check the result and sign' },
      steps: [
        {
          says: {
            zh: '组长锁定分数以后会发邮件告诉您。在[[panel.inbox.title]]里打开这次征集，按[[panel.page.signing]]。',
            en: 'A letter tells you when the chair has frozen the scores. In [[panel.inbox.title]] open the call and follow [[panel.page.signing]].',
          },
        },
        {
          says: {
            zh: '核对[[award.result.ranks]]和[[award.result.judgeTotals]]：名次怎么来的、各位评委给了多少分，都列在这里。',
            en: 'Check [[award.result.ranks]] and [[award.result.judgeTotals]]: how the ranks come about, and what each judge gave.',
          },
          picture: { zh: '名次是怎么算出来的', en: 'How the ranks were computed' },
        },
        {
          says: {
            zh: '同意就选[[panel.signing.yes]]；不同意也要签：选[[panel.signing.no]]，写明理由，理由写入评审记录。按[[panel.signing.sign]]。',
            en: 'Choose [[panel.signing.yes]]; or, for you sign even when you disagree, [[panel.signing.no]] and say why: it becomes part of the record. Press [[panel.signing.sign]].',
          },
          picture: { zh: '签署', en: 'Signing' },
        },
      ],
    },
    {
      name: 'withdraw',
      title: { zh: '发现应当回避时退出', en: 'Step down when you find a conflict' },
      steps: [
        {
          says: {
            zh: '打开这次评审，拉到最下面，打开[[panel.page.recuseTitle]]。',
            en: 'Open the panel and unfold [[panel.page.recuseTitle]] at the bottom.',
          },
        },
        {
          says: {
            zh: '写明[[panel.page.recuseReason]]，按[[panel.page.recuse]]。您已打的分不再计入，购买主体会另请专家。',
            en: 'Say why under [[panel.page.recuseReason]] and press [[panel.page.recuse]]. Your scores no longer count; the buyer seats somebody else.',
          },
          picture: { zh: '退出本次评审', en: 'Stepping down from a panel' },
        },
      ],
    },
  ],
  trouble: [
    {
      what: { zh: '看不到投标内容。', en: 'I cannot see the bids.' },
      then: {
        zh: '还没签保密约定、没声明利害关系，或者购买主体还没有开始评审。“我的评审”里每一项下面写着等谁做什么。',
        en: 'Either the promise or the declaration is still missing, or the buyer has not started the panel. The list of your panels says who is to do what.',
      },
    },
    {
      what: { zh: '提交时说分数或理由没填。', en: 'Points or reasons are said to be missing.' },
      then: {
        zh: '每一项都要有分数和理由，分数不能超过这一项的满分。页面上方列出了缺的地方，点一下就到。',
        en: 'Each criterion needs points within its range and a reason. The top of the page lists what is missing; follow it there.',
      },
    },
    {
      what: { zh: '结果里有一处算错或抄错了。', en: 'Something in the result is wrong.' },
      then: {
        zh: '先不要签。告诉组长：全体签署之前，组长可以退回，当场改正。',
        en: 'Do not sign yet. Tell the chair, who can hand the scores back as long as not everybody has signed.',
      },
    },
    {
      what: { zh: '发现材料之间矛盾，或报价低得反常。', en: 'Papers contradict each other, or a price is oddly low.' },
      then: {
        zh: '不要自己联系投标单位。告诉组长，由评审组在页面上要求澄清。',
        en: 'Do not contact the bidder. Tell the chair: the panel asks for a clarification on the site.',
      },
    },
    codeTrouble,
    passwordTrouble,
  ],
  ask: [
    {
      zh: '对规则和时间有疑问：问发邀请的购买主体的经办人。',
      en: 'About rules and dates: the officer of the body that invited you.',
    },
    askAdministrator,
  ],
}
