import type { ServiceField } from '#app/domain/call/terms.ts'

export type NeedPlan = {
  title: string
  what: string
  whyNow: string
  beneficiaries: string
  people: number
  field: ServiceField
  region: string
  raisedDaysAgo: number
  by: 'anonymous' | 'resident' | 'body'
  /** How many of the steps with a vote were taken; none: not even read yet. */
  steps?: 0 | 1 | 2 | 3
  petition?: number
  asideReason?: string
  /** Minutes of its meetings; late: they are owed. */
  minutes?: 'published' | 'late'
}

/** Needs of invented residents, one or two in every state. */
export const needs: readonly NeedPlan[] = [
  {
    title: '希望小区有人教老人用手机看病挂号',
    what: '现在看病都要手机预约，老人不会操作，子女又不在身边。希望每周有人到居委会教一教，遇到急事也能帮忙挂号。',
    whyNow: '区里医院下月起取消现场人工挂号窗口。',
    beneficiaries: '不会用智能手机的老人',
    people: 80,
    field: 'ELDERLY_AND_DISABILITY',
    region: '310112101020',
    raisedDaysAgo: 1,
    by: 'anonymous',
  },
  {
    title: '放学后到家长下班前的孩子没地方去',
    what: '小学三点半放学，双职工家庭六点才能接。希望社区有地方看护，能写作业、能活动。',
    whyNow: '学校的看护名额已经满了。',
    beneficiaries: '双职工家庭的小学生',
    people: 60,
    field: 'EDUCATION',
    region: '310112101015',
    raisedDaysAgo: 2,
    by: 'resident',
  },
  {
    title: '加装电梯后低层住户的协调调解',
    what: '几个门洞加装电梯意见不一致，邻里有矛盾。希望有懂法律、会调解的社会工作者帮助大家商量。',
    whyNow: '三个门洞的意见征询月底到期。',
    beneficiaries: '加装电梯的楼栋居民',
    people: 150,
    field: 'LEGAL_AID',
    region: '310112101015',
    raisedDaysAgo: 9,
    by: 'anonymous',
    steps: 0,
    petition: 18,
  },
  {
    title: '认知症老人的家属没有喘息的时间',
    what: '照顾认知症老人的家属长年得不到休息。希望每周能有两个半天把老人托给专业人员，家属之间也能交流。',
    whyNow: '居委会走访发现九户家庭照护者已经生病。',
    beneficiaries: '认知症老人家庭',
    people: 40,
    field: 'ELDERLY_AND_DISABILITY',
    region: '310112001009',
    raisedDaysAgo: 26,
    by: 'body',
    steps: 1,
    minutes: 'late',
  },
  {
    title: '外来务工人员子女周末阅读和辅导',
    what: '务工人员周末也要上班，孩子独自在家。希望有周末阅读角和功课辅导。',
    whyNow: '附近新开工的两处工地带来约三十个孩子。',
    beneficiaries: '外来务工人员子女',
    people: 70,
    field: 'EDUCATION',
    region: '310112101',
    raisedDaysAgo: 34,
    by: 'resident',
    steps: 2,
    petition: 22,
    minutes: 'published',
  },
  {
    title: '残疾人居家就业的培训和接单',
    what: '行动不便的居民愿意在家做手工或线上客服，缺少培训和稳定的订单。希望有机构组织培训、对接订单、协助结算。',
    whyNow: '残联今年提供的设备已经到位，没有人教。',
    beneficiaries: '有就业意愿的残疾人',
    people: 35,
    field: 'EMPLOYMENT',
    region: '310112101',
    raisedDaysAgo: 70,
    by: 'anonymous',
    steps: 3,
    petition: 15,
    minutes: 'published',
  },
  {
    title: '河道边步道夜间照明不足',
    what: '晚上散步的步道没有灯，老人容易绊倒。',
    whyNow: '冬天天黑得早。',
    beneficiaries: '沿河居民',
    people: 400,
    field: 'COMMUNITY',
    region: '310112001',
    raisedDaysAgo: 45,
    by: 'anonymous',
    steps: 0,
    asideReason: '步道属市政改造范围，区里已列入明年工程，工程完成后再看是否还需要服务。',
  },
]
