import { refusesEach, SECRET_ADVICE } from "./cases";

describe("a job's environment variables", () => {
    refusesEach([
        [
            "a variable with a dash",
            { driver: { env: { "A-B": "c" } } },
            'driver.env.A-B: "A-B" is not the name of a variable (e.g. "TZ")',
        ],
        [
            "a variable that is a number",
            { driver: { env: { A: 1 } } },
            'driver.env.A: 1 is not a string: write it in quotes (e.g. "1")',
        ],
        [
            "a password in a variable",
            { executor: { env: { DB_PASSWORD: "hunter2" } } },
            `executor.env.DB_PASSWORD: looks like a credential${SECRET_ADVICE.variable}`,
        ],
        [
            "a text for a key of a Secret",
            { driver: { secretEnv: { DB_PASSWORD: "warehouse" } } },
            'driver.secretEnv.DB_PASSWORD: "warehouse" is not a map of keys and values (e.g. { name: …, key: … })',
        ],
        [
            "a Secret without a key",
            { driver: { secretEnv: { DB_PASSWORD: { name: "warehouse" } } } },
            "driver.secretEnv.DB_PASSWORD.key: is missing",
        ],
        [
            "a Secret of no name",
            { driver: { secretEnv: { A: { name: "Ware House", key: "a" } } } },
            'driver.secretEnv.A.name: "Ware House" is not the name of a Secret or ConfigMap ' +
                '(e.g. "warehouse")',
        ],
        [
            "a ConfigMap's key with a slash",
            { driver: { configMapEnv: { A: { name: "a", key: "b/c" } } } },
            'driver.configMapEnv.A.key: "b/c" is not a key of a Secret or ConfigMap ' +
                '(e.g. "password")',
        ],
        [
            "a variable of a Secret with a dot",
            { executor: { secretEnv: { "a.b": { name: "a", key: "b" } } } },
            'executor.secretEnv["a.b"]: "a.b" is not the name of a variable (e.g. "TZ")',
        ],
        [
            "a variable twice",
            { driver: { env: { A: "1" }, configMapEnv: { A: { name: "a", key: "b" } } } },
            "driver.configMapEnv.A: is already set in env: keep one of them",
        ],
    ]);
});
