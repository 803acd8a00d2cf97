"""Makes roster.xls: a BIFF8 workbook as old WPS and Excel write it. Run in this folder with `pip install xlwt`."""

import datetime

import xlwt

HEADERS = (
    "序号 职业工种名称 认定等级 申报条件 证件类型 证件号码 姓名 性别 出生日期 手机号码 是否有职业资格证书 证书等级 证书编号 文化程度 "
    "所在省（市）区 考生来源 所在单位 报名单位 认定分类 专业 考试类型 民族 参加工作时间 电子邮箱 专业年限 户籍所在地 政治面貌 "
    "学历证书编号 简要经历 通讯地址 证书领取方式 邮政编码 邮寄地址"
).split()
REQUIRED = {1, 2, 3, 4, 5, 6, 9, 10, 13, 14, 15, 17, 18, 20, 21}

book = xlwt.Workbook(encoding="utf-8")
note = book.add_sheet("填表说明")
note.write(0, 0, "请按示例填写，不要改动表头。")
sheet = book.add_sheet("报名表")
sheet.write_merge(0, 0, 0, len(HEADERS) - 1, "云岭县职业技能等级认定报名表")
for column, header in enumerate(HEADERS):
    sheet.write(1, column, header + ("*" if column in REQUIRED else ""))
date = xlwt.easyxf(num_format_str="yyyy-mm-dd")
common = ["否", "", "", "高中", "云南省", "国有企业", "云岭农机厂", "云岭县职校", "初次认定", "", "正考"]
rows = [
    ["电工", "五级/初级工", "②", "居民身份证", "11010519491231002X", "㛃𬱖", "女", datetime.date(1949, 12, 31), 13800138000, *common, "汉族"],
    ["电工", "五级/初级工", "1", "居民身份证", 340524198001010017.0, "阿依古丽·买买提", "女", "", "13800138001", *common, "维吾尔族"],
]
for number, row in enumerate(rows):
    sheet.write(2 + number, 0, number + 1)
    for column, value in enumerate(row, 1):
        if isinstance(value, datetime.date):
            sheet.write(2 + number, column, value, date)
        elif value != "":
            sheet.write(2 + number, column, value)
sheet.write(2, 24, xlwt.Formula("5+3"))
book.save("roster.xls")
