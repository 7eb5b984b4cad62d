import type { Guide } from './shape.ts'
import { askAdministrator, codeBefore, codeTrouble, passwordTrouble, signInWithCode } from './shared.ts'

export const evaluator: Guide = {
  role: 'evaluator',
  at: 'desk',
  title: { zh: '评估员使用指南', en: 'Guide for evaluators' },
  who: {
    zh: '写给第三方评估员：声明利害关系，查阅材料，逐项评分，记录走访，最后签署。评估结果和拨款挂钩，所以每一项都要有事实。',
    en: 'For evaluators of a third party: declare ties, read the file, score item by item, record visits, and sign. Payments hang on the result, so each item needs its facts.',
  },
  before: [
    codeBefore,
    { zh: '委托书上的项目和完成期限。', en: 'The project and the last day, as commissioned.' },
    {
      zh: '走访时的记录：日期、地点、和谁谈、看到什么。',
      en: 'Your notes of visits: day, place, whom you spoke with, what you saw.',
    },
  ],
  tasks: [
    signInWithCode,
    {
      name: 'declare',
      title: { zh: '声明利害关系', en: 'Declare ties' },
      steps: [
        {
          says: {
            zh: '在工作台按[[desk.kind.evaluationToDeclare]]。声明之前，看不到项目材料。',
            en: 'On the desk follow [[desk.kind.evaluationToDeclare]]. The file cannot be read before.',
          },
        },
        {
          says: {
            zh: '照实选一项，按[[evaluation.declare.submit]]。有关系的您回避，由候补人员接替。',
            en: 'Choose what is true and press [[evaluation.declare.submit]]. With a tie you step back, and a substitute takes over.',
          },
          picture: { zh: '声明利害关系的表单', en: 'The form that declares ties' },
        },
      ],
    },
    {
      name: 'score',
      title: { zh: '逐项评分', en: 'Score item by item' },
      steps: [
        {
          says: {
            zh: '按[[evaluation.work.sheet]]。每一项照找到的事实选择或填数，得分自动算出。',
            en: 'Follow [[evaluation.work.sheet]]. Choose or fill in what you found for each item; the points are computed.',
          },
          picture: { zh: '评分表的开头', en: 'The beginning of the sheet' },
        },
        {
          says: {
            zh: '扣分的写明理由；做到哪里都可以按[[evaluation.sheet.saveBack]]，下次接着做。',
            en: 'Where points are taken off say why; press [[evaluation.sheet.saveBack]] at any time and go on later.',
          },
        },
      ],
    },
    {
      name: 'visit',
      title: { zh: '记录走访，签署', en: 'Record a visit and sign' },
      steps: [
        {
          says: {
            zh: '在评估页填走访的日期、地点、访谈对象和发现，按[[evaluation.visit.save]]。不写服务对象的姓名。',
            en: 'On the evaluation’s page give the day, the place, whom you met and what you found, and press [[evaluation.visit.save]]. No names of people served.',
          },
          picture: { zh: '记录一次走访', en: 'Recording a visit' },
        },
        {
          says: {
            zh: '各项都完成后，在[[evaluation.sign.title]]一栏签署。全部评估员签完就自动提交，不能再改。',
            en: 'When everything is done, sign under [[evaluation.sign.title]]. Once all evaluators have, it is submitted and cannot be changed.',
          },
        },
      ],
    },
  ],
  trouble: [
    {
      what: { zh: '签署的按钮不出现。', en: 'There is no button to sign.' },
      then: {
        zh: '还有没评的项目，或者还没有记录走访。评估页写着缺哪一样。',
        en: 'An item is not scored or no visit is recorded. The evaluation’s page says which.',
      },
    },
    {
      what: { zh: '评到一半想起有利害关系。', en: 'Half-way I remember a tie.' },
      then: {
        zh: '马上在评估页声明回避，由候补人员接替；已经评的不算。',
        en: 'Step back on the evaluation’s page at once; a substitute takes over, and what you scored does not count.',
      },
    },
    codeTrouble,
    passwordTrouble,
  ],
  ask: [
    {
      zh: '材料不全：问委托评估的经办人，单位名称写在评估页上。',
      en: 'If papers are missing: the officer who commissioned it; the body is named on the page.',
    },
    askAdministrator,
  ],
}
