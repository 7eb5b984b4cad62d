export const openApi = {
  name: '公益汇开放数据接口',
  title: '数据接口（API）',
  link: '给程序用的 JSON 接口',
  lead: '公开列表也可以由程序逐页读取：只读，JSON 格式，不用注册；其他网站的页面也能直接读取（CORS）。',
  description:
    '公益汇公开列表的只读接口，不用注册。每个网络地址 {{seconds}} 秒内最多 {{points}} 次请求；登录后可以做密钥，每把密钥 {{seconds}} 秒内最多 {{keyPoints}} 次。',
  machine: '接口描述文件（OpenAPI 3.1）',
  example: '示例',
  use: {
    title: '怎样使用',
    pages:
      '每次回答一页。links.next 是下一页的地址，没有 next 就是读完了；新录入的在前。下一页的地址请照用，不要自己拼写。',
    money: '金额是文字，以元为单位，两位小数，不会因为浮点数而走样。时间是 UTC。',
    tag: '请求时带上收到的 ETag（If-None-Match），没有变化时回答 304。',
    limit:
      '不用密钥时，每个网络地址 {{seconds}} 秒内最多 {{points}} 次请求。回答里的 RateLimit 写明还剩几次（r）、几秒后重新计数（t）；超过时回答 429，Retry-After 写明要等几秒。',
    problem:
      '出错时回答 application/problem+json（RFC 9457），detail 写明原因，errors 写明是哪个参数。文字默认为中文；请求带 Accept-Language: en，或用 /en 开头的地址，则为英文。',
    changes:
      '列表给出的是现状。要跟上变化，请读 /open-data/ocds/releases.json：按编号排列，从上次读到的编号（after）接着读，不会漏掉任何一条。',
    changesLink: '怎样跟上变化',
  },
  key: {
    title: '用密钥提高次数上限',
    what: '密钥不是必须的。有了密钥，每 {{seconds}} 秒最多 {{keyPoints}} 次请求（不用密钥 {{points}} 次），读到的内容完全一样。',
    how: '登录后在“接口密钥”页做一把，程序在每个请求里带上 Authorization：',
    yours: '您的密钥',
    wrong:
      '密钥写错了，或者已经作废，回答 401；去掉 Authorization 就按不用密钥处理。请不要把密钥写进网页或公开的代码。',
    scheme: '可以不带。带上“接口密钥”页做的密钥，请求次数的上限更高，读到的内容一样。',
  },
  header: {
    'RateLimit-Policy': '上限：q 为次数，w 为秒数；address 按网络地址，key 按密钥',
    RateLimit: '还剩几次（r），几秒后重新计数（t）',
    'Retry-After': '要等几秒',
    ETag: '这份回答的标记',
    'WWW-Authenticate': '应怎样带上密钥',
  },
  problem: {
    '401': '密钥不对，或者已经作废。请核对“Authorization: Bearer 密钥”；去掉它也可以读取，只是上限低一些。',
    '429': {
      address: '每个网络地址 {{seconds}} 秒内最多 {{points}} 次请求，请 {{endsIn}} 秒后继续。用密钥上限更高。',
      key: '每把密钥 {{seconds}} 秒内最多 {{points}} 次请求，请 {{endsIn}} 秒后继续。',
    },
    noList: '没有这个列表。有这些：{{lists}}。',
    noRow: '这个列表里没有这个编号。',
    parameters: '有参数不认识，或者值不对。',
    unknown: '这个列表没有这个参数。',
    oneOf: '只能是其中之一：{{values}}。',
    limit: '1 到 {{most}} 之间的整数。',
    wrong: '值的写法不对。',
  },
  page: '{{name}}：一页',
  row: '{{name}}：一条',
  parameters: '参数',
  answers: '回答',
  parameter: {
    after: '从哪一条之后继续；由 links.next 给出',
    limit: '一页几条',
    stage: '征集所处阶段：open 接受申报、review 评审中、decided 已有结果',
    field: '服务领域的代码',
    region: '地区代码，包括其下所有地区',
    state: '状态的代码',
    group: '服务人群的代码',
    call: '征集编号：只要有资格申报的组织',
    when: 'coming 将要召开，past 已经召开',
    kind: '会议类别的代码',
  },
  answer: {
    '200': '成功',
    '304': '与您手里的那份相比没有变化',
    '401': '密钥不对或已作废',
    '404': '没有这一条',
    '422': '参数不认识，或者值不对',
    '429': '请求太多，请稍后再来',
  },
}
