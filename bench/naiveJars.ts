/**
 * The jars that the documentation recommends for S3, Delta and Iceberg, as `group:artifact:version
 * sha256`: the whole AWS SDK for the connector, and Iceberg's own copy of it.
 */
export const NAIVE_JARS: readonly string[] = [
    "org.apache.hadoop:hadoop-aws:3.4.2 d2d24e6b715b5656b9d238bf13b6682a07e2004dd36aad74a73aeb854319f4d9",
    "org.apache.spark:spark-hadoop-cloud_2.13:4.1.2 672d7d872f434cb7fe1c90f7edcd19b1e8c67a335a578288426fbd4db5096915",
    "software.amazon.awssdk:bundle:2.29.52 62638f33045690c6bc5e496b54b0b2e89a9ad38cbedacdf6e017fea6bc85f55c",
    "software.amazon.s3.analyticsaccelerator:analyticsaccelerator-s3:1.2.1 11029552e37408e41e689b20150f4b372e0b4f232de321ccafd0fcf443cdfb5a",
    "org.apache.iceberg:iceberg-spark-runtime-4.1_2.13:1.11.0 d6ea6c5d099288daeb7d5a92061bd3d7d8f296492632b42378e5f2f0e3066242",
    "org.apache.iceberg:iceberg-aws-bundle:1.11.0 38f01da7e96850cdd05e6616d758b77b43314b712a8808e3f9a824d56976162f",
];
