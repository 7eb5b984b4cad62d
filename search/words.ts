import type { ServiceField } from '#app/domain/search/ask.ts'
import type { Stage } from '#app/domain/search/stage.ts'

// The words by which people look for things, in both languages. Search vocabulary, never shown: what a page says is in app/i18n.

export const wordsOfField: Readonly<Record<ServiceField, string>> = {
  EMPLOYMENT: '就业服务 就业 创业 职业 employment job work training',
  ELDERLY_AND_DISABILITY:
    '养老助残 养老 助残 老人 老年 长者 残疾 照护 elderly older people senior ageing disability care',
  COMMUNITY: '社区服务 社区 居民 邻里 治理 community neighbourhood neighborhood residents',
  EDUCATION: '教育培训 教育 儿童 青少年 助学 education school children youth',
  HEALTH: '医疗卫生 健康 卫生 医疗 康复 心理 health medical rehabilitation mental',
  CULTURE_AND_TECHNOLOGY: '文化科技 文化 科普 体育 艺术 culture science technology arts sport',
  LEGAL_AID: '法律援助 法律 调解 矫正 普法 legal law aid mediation',
  OTHER: '其他服务 other',
}

export const wordsOfStage: Readonly<Record<Stage, string>> = {
  CALLING: '征集中 招标 申报 open call',
  REVIEWING: '评审中 评审 under review evaluation',
  NOTICED: '结果公示 公示中 result notice standstill',
  AWARDED: '已公布结果 中标 成交 awarded result',
  PREPARING: '待签约 contract being signed',
  ACTIVE: '实施中 running in progress',
  COMPLETED: '已结项 completed finished closed',
  ENDED: '已终止 流标 废标 ended cancelled failed',
}

export const wordsOfMethod = {
  OPEN_TENDER: '公开招标 open tender procurement',
  COMPETITIVE_CONSULTATION: '竞争性磋商 competitive consultation procurement',
  SMALL_PURCHASE: '零星采购 小额采购 small purchase procurement',
  SINGLE_SOURCE: '单一来源 单一来源采购 single source procurement',
  VENTURE_CALL: '公益创投 创投 venture philanthropy call',
} as const

export const wordsOfInstrument = {
  AWARD_IN_LIEU: '以奖代补 award in lieu of subsidy',
  POST_PURCHASE: '岗位购买 post purchase',
  PROJECT_GRANT: '项目资助 project grant',
  VENTURE_GRANT: '公益创投资助 venture grant',
} as const

export const wordsOfOrganization = {
  ASSOCIATION: '社会团体 协会 association',
  SERVICE_INSTITUTION: '社会服务机构 民办非企业单位 social service institution',
  FOUNDATION: '基金会 foundation',
  COMMUNITY_GROUP: '社区社会组织 community group',
  ENTERPRISE: '企业 公司 enterprise company',
} as const
