import { type CallPlan, requirementText, threeSteps, twoSteps } from './call-plan.ts'

const of = {
  body: 'minhang',
  fund: 'minhang-development',
  method: 'SINGLE_SOURCE',
  instrument: 'PROJECT_GRANT',
  criteria: 'purchase',
} as const

/** Its notice stands now, and somebody has objected. */
export const singleNoticed: CallPlan = {
  ...of,
  key: 'hearing-rehabilitation',
  region: '310112101',
  field: 'HEALTH',
  title: '听障儿童家庭康复训练',
  summary: '为辖区听障儿童提供入户听力言语训练和家长辅导，衔接已有的康复档案。',
  requirement: requirementText({
    content: ['每周一次入户训练，每月一次家长辅导。', '沿用已有听力评估档案，按季度复评。'],
    quantity: ['服务 26 名儿童，全年训练不少于 1,100 次。'],
    people: ['康复教师须持有听力语言康复资质。'],
    acceptance: ['以训练记录、季度评估和家长签字验收。'],
  }),
  beneficiaries: '辖区 0 至 10 岁听障儿童 26 名',
  budgetYuan: 310_000,
  deadline: 26,
  milestones: twoSteps('入户训练', '次', ['建档', '评估档案', 26], ['结项', '训练记录、复评报告', 1_100]),
  words: {
    group: '听障儿童',
    place: '莘庄镇',
    service: '听力言语训练',
    acts: ['入户训练', '家长辅导', '按季度复评'],
  },
  bidders: ['guangyu'],
}

/** Negotiated, and its result stands on notice. */
export const singlePurchase: CallPlan = {
  ...of,
  key: 'hotline-continuation',
  region: '310112101',
  field: 'COMMUNITY',
  title: '困境家庭援助热线夜间值守（添购）',
  summary: '在原热线服务之外增加夜间值守，沿用原有话务平台和个案系统，保证记录连续。',
  requirement: requirementText({
    content: ['每晚 20:00 至次日 8:00 值守，沿用原话务平台。', '紧急个案两小时内转介，次日回访。'],
    quantity: ['值守 300 夜，接听率不低于 95%。'],
    people: ['值守人员须为原热线培训合格的社工。'],
    acceptance: ['以平台记录、转介单和回访抽查验收。'],
  }),
  beneficiaries: '辖区困境家庭',
  budgetYuan: 96_000,
  deadline: -7,
  openFor: 10,
  milestones: threeSteps(
    '夜间值守',
    '夜',
    ['上线', '排班表、平台配置', 10],
    ['过半', '值守记录', 150],
    ['结项', '值守与转介统计', 300],
  ),
  words: {
    group: '困境家庭',
    place: '莘庄镇',
    service: '夜间热线值守',
    acts: ['每晚值守', '紧急转介', '次日回访'],
  },
  bidders: ['qingchuan'],
}

export const opinions = [
  {
    name: '周论证（演示）',
    employer: '某大学社会工作系（演示）',
    title: '副教授',
    opinion: '服务须沿用原有评估档案和工作平台，更换承接方将中断记录，建议由现承接单位继续提供。',
  },
  {
    name: '郑论证（演示）',
    employer: '某康复中心（演示）',
    title: '主任康复师',
    opinion: '经查询，本区具备相应资质和设备的社会组织只有该单位一家，符合单一来源的情形。',
  },
  {
    name: '冯论证（演示）',
    employer: '某会计师事务所（演示）',
    title: '注册会计师',
    opinion: '报价构成与上一年度一致，金额在规定范围之内，同意采用单一来源方式。',
  },
] as const
