//! The fixtures, inside the binary.

/// A file and its name.
pub type File = (&'static str, &'static [u8]);

macro_rules! files {
    ($folder:literal: $($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../../fixtures/", $folder, "/", $name)))),+]
    };
}

pub const STATION: &str = include_str!("../../fixtures/station.toml");

pub const STANDARDS: &[(&str, &str)] = files!("standards":
    "钳工-2020.toml",
    "电工-2018.toml",
    "养老护理员-2019.toml",
    "中式烹调师-2018.toml",
    "汽车驾驶员（机关工考）-2026.toml",
    "焊工（企业评价）-2026.toml",
    "保育师-2021.toml",
    "农机修理工-2020.toml",
    "快递员-2019.toml",
    "电梯安装维修工-2018.toml",
    "砌筑工-2023.toml",
    "缝纫工-2021.toml",
    "美容师（皮肤管理师）-2022.toml",
    "育婴员-2015.toml",
    "车工（普通车床）-2018.toml",
);

pub const PAPERS: &[(&str, &str)] = files!("papers":
    "钳工-四级-理论.toml",
    "钳工-四级-技能.toml",
    "钳工-二级-理论.toml",
    "钳工-二级-技能.toml",
    "钳工-二级-综合评审.toml",
    "电工-四级-理论.toml",
    "电工-四级-技能.toml",
    "养老护理员-五级-理论.toml",
    "养老护理员-五级-技能.toml",
    "中式烹调师-三级-理论.toml",
    "中式烹调师-三级-技能.toml",
    "汽车驾驶员-四级-职业道德.toml",
    "汽车驾驶员-四级-工作态度.toml",
    "汽车驾驶员-四级-理论.toml",
    "汽车驾驶员-四级-技能.toml",
    "焊工-企业四级-职业道德.toml",
    "焊工-企业四级-技能.toml",
    "焊工-企业四级-工作态度.toml",
);

macro_rules! roster {
    ($name:literal) => {
        ($name, include_bytes!(concat!("../../fixtures/rosters/", $name)))
    };
}

pub const OPEN: File = roster!("钳工电工-2026-11.xlsx");
pub const FITTERS: File = roster!("钳工-2026-10.xls");
pub const CARERS: File = roster!("养老护理员-2026-10.csv");
pub const COOKS: File = roster!("中式烹调师-2026-09.csv");
pub const DRIVERS: File = roster!("汽车驾驶员-2026-08.xlsx");
pub const WELDERS: File = roster!("焊工-2026-08.csv");
