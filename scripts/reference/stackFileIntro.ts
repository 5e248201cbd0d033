import { MOST } from "../../components/validation/inputLimits";

const count = (value: number) => value.toLocaleString("en-US");

/** What docs/reference/stack-file.md says before the keys. */
export const STACK_FILE_INTRO = `
\`\`\`yaml
config:
    spark-platform:cluster:
        kind: kubernetes
        context: kind-spark-platform
    spark-platform:environment: dev
    spark-platform:teams:
        processing: {}
        reporting:
            logLevel: WARN
            sparkConf:
                spark.sql.shuffle.partitions: "64"
    spark-platform:jobs:
        pi:
            team: processing
            main: jobs/pi.py
            arguments: ["100"]
            wait: completed
        movie-ratings:
            team: processing
            main: jobs/movie_ratings.py
            parameters:
                minimum: "20"
            executor:
                instances: 2
                memory: 1g
\`\`\`

\`Pulumi.<stack>.yaml\` describes a stack. Every key below belongs under \`config:\`, with the prefix
\`spark-platform:\`. \`pulumi preview\` reports every problem at once, each with the path of its key.

- **Quantities.** Memory of drivers and executors is in Spark's form (\`512m\`, \`14g\`), everything else in
  Kubernetes' (\`500m\` of CPU, \`256Gi\` of memory or storage). Durations are a number and a unit (\`10s\`, \`90m\`, \`2h\`, \`7d\`).
- **Quotes.** A number or boolean needs no quotes where nothing is lost. Quote versions and dates: \`"1.35"\`,
  \`"2026-01-31"\` ([write a stack file](../how-to/write-a-stack-file.md)).
- **Secrets.** Values set with \`pulumi config set --secret\` are allowed in \`cluster.kubeconfig\` and most of
  \`operator.values\`, where they stay encrypted, and refused elsewhere:
  [secrets of the stack file](../security/secrets.md).
- **Limits.** ${count(MOST.values)} values in all, ${count(MOST.entries)} in one list or map, ${MOST.depth} levels of
  nesting, and ${count(MOST.characters)} characters in one string.
`.trim();

/** What it says after them. */
export const STACK_FILE_OUTPUTS = `
\`pulumi stack output\` shows:

| output | meaning |
| --- | --- |
| \`kubeconfig\` | kubeconfig of the cluster; a secret |
| \`context\` | name of the kube context in it |
| \`namespaces\` | namespaces of the teams |
| \`jobs\` | for each job its \`application\`, \`namespace\`, \`image\`, \`state\`, and \`commands\` to inspect it |
| \`lakehouse\` | with an [object store](#objectstore): \`parity\` lists what is emulated, and how jobs differ on EKS |
`.trim();
