export const openBundle = {
  title: '一次下载全部数据',
  lead: '全部开放数据打包成一个 ZIP 文件，每天夜里（北京时间 3 点以后）重新生成：全部变化和项目记录（OCDS）、全部资助（360Giving）、每个公开列表的 CSV，附中英文说明、字段说明和许可。',
  download: '下载（ZIP，{{size}}）',
  madeAt: '数据截至 {{at}}',
  sum: 'SHA-256 校验值',
  none: '第一份正在生成，请过一会儿再来。',
  whole:
    '新的一份完整生成之前，一直提供上一份；下载中断后可以接着下载。要接着读之后的变化，从包内 README 写明的编号开始。',
  readme: {
    title: '公益汇开放数据：全部数据',
    at: '数据截至 {{at}}（北京时间），来自同一时刻的数据库。说明与最新一份：{{address}}',
    releases: 'ocds/releases：全部发布记录，按编号排列，每个文件是一个 OCDS 1.1.5 发布包。',
    records: 'ocds/records：每个采购与资助项目的全部发布记录及合并后的现状，每个文件是一个 OCDS 1.1.5 记录包。',
    grants: '360giving/grants.json：全部资助，360Giving 1.4.3。没有资助时没有这个文件。',
    lists:
      'csv：每个公开列表一个文件（UTF-8，逗号分隔，第一行是字段名称）。以 = + - @ 开头的文字前面加了单引号，以免被当成公式。',
    schema: 'schema：CSV 字段和代码的含义（OpenAPI 3.1，JSON Schema），中文和英文各一份。',
    digests: 'integrity/digests.json：本站全部记录的每日摘要。保存了这份文件，以后就能证明记录有没有被改动。',
    sums: 'SHA256SUMS：每个文件的校验值，可用 sha256sum -c 核对。',
    goOn: '要接着读之后的变化，从这里开始：{{address}}',
    people: '不包含自然人的姓名和联系方式，也不包含没有公开的内容。',
  },
}
