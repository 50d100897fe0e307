"""The mapping file that the procurement portal's export needs to be read."""

MAPPING = """\
# How to read the procurement portal's export: its headers, units and dates are its own.
source: procure
tables:
  - table: tenders
    files: 投标导出.csv
    currency: CNY
    columns:
      tender: 项目编号 Project
      bidder: 投标单位
      amount: {header: 报价（万元）, unit: 万}
      deposit_account: 保证金账户
      contact: 联系人电话
      device: 上传设备
      submitted_at: {header: 上传日, format: "%d/%m/%Y"}
      won: {header: 结果, values: {中标: "yes", 未中标: "no"}}
"""
