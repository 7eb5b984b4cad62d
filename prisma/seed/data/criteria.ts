/** Criteria sets. Points of every set add up to 100 (rules C2: M3 for purchases, M8 for venture calls). */
export type CriterionTopic =
  | 'need'
  | 'design'
  | 'team'
  | 'credit'
  | 'quality'
  | 'innovation'
  | 'budget'
  | 'outcome'
  | 'sustainability'
  | 'posts'
  | 'results'
  | 'compliance'

export type CriterionRow =
  | {
      kind: 'SUBJECTIVE'
      topic: CriterionTopic
      title: string
      guidance: string
      maxPoints: number
      answerLimit: number
    }
  | { kind: 'PRICE'; title: string; guidance: string; maxPoints: number }

const scored = (
  topic: CriterionTopic,
  title: string,
  maxPoints: number,
  guidance: string,
  answerLimit = 1500,
): CriterionRow => ({ kind: 'SUBJECTIVE', topic, title, guidance, maxPoints, answerLimit })

const price = (maxPoints: number): CriterionRow => ({
  kind: 'PRICE',
  title: '报价',
  guidance: '满足要求且报价最低的为评审基准价，得满分；其他报价得分 =（基准价 ÷ 报价）× 本项分值。',
  maxPoints,
})

export const criteriaSets = {
  /** M3: business and technical 85, price 15. */
  purchase: [
    scored(
      'need',
      '需求理解',
      15,
      '对服务对象人数、分布和困难的判断有数据、有走访依据得高分；照抄采购需求的不超过一半分。',
    ),
    scored('design', '服务方案', 30, '服务流程、频次、人员安排和应急办法具体可查；关键环节有负责人和时限。', 2500),
    scored('team', '人员配备与专业能力', 20, '项目负责人有三年以上同类经验；持证社工比例、督导安排和培训计划明确。'),
    scored(
      'credit',
      '信誉与同类服务经验',
      10,
      '近三年同类服务的评价、年检和评估等级；不以特定区域的业绩作为加分条件。',
    ),
    scored('quality', '质量保障与风险控制', 10, '满意度调查、投诉处理、个人信息保护和安全预案。'),
    price(15),
  ],
  /** Posts: the people are what is bought. */
  posts: [
    scored('need', '需求理解', 15, '说清驻点街镇的人口结构、重点人群和现有服务的空白。'),
    scored(
      'posts',
      '岗位设置与人员稳定',
      30,
      '岗位职责、任职条件、薪酬构成（学历、资历、资格、业绩、岗位）和留任办法。',
      2500,
    ),
    scored('design', '服务计划', 20, '个案、小组、社区活动的数量与质量要求，督导安排。'),
    scored('team', '机构专业支持', 15, '督导资质、继续教育和内部管理制度。'),
    scored('quality', '质量保障与移交', 10, '服务记录、档案移交和应急顶岗。'),
    price(10),
  ],
  /** M8: a venture call; no price is scored. */
  venture: [
    scored('need', '需求与受益人', 20, '问题真实、受益人明确，有居民提议或走访记录。'),
    scored('design', '方案与可行性', 25, '活动、步骤和资源能够落地，进度合理。', 2500),
    scored('innovation', '创新', 10, '做法上有新意，或把成熟做法带到了缺少它的地方。'),
    scored('team', '团队与信誉', 15, '核心成员有相关经验；机构年检合格、无失信记录。'),
    scored('budget', '预算', 15, '每一笔都有算法，人员费用不超过资助额的 30%，不列支基本建设和罚款。'),
    scored('outcome', '成效与评估', 10, '指标可数、可核，有基线和满意度调查。'),
    scored('sustainability', '可持续', 5, '资助结束后由谁接着做、钱从哪里来。'),
  ],
  /** Award in lieu: what has been done is what counts. */
  inLieu: [
    scored('results', '上一周期服务成效', 40, '受益人次、服务时长和满意度，以可核对的台账为准。', 2500),
    scored('compliance', '规范运作', 25, '章程、财务、档案和信息公开；第三方审计意见。'),
    scored('team', '队伍建设', 20, '专职人员培训上岗、志愿者登记和时长记录。'),
    scored('sustainability', '后续计划', 15, '奖补资金的使用计划和自筹安排。'),
  ],
} as const satisfies Record<string, readonly CriterionRow[]>

export type CriteriaSetName = keyof typeof criteriaSets
