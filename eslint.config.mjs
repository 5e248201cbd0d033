import js from "@eslint/js";
import pulumi from "@pulumi/eslint-plugin";
import { defineConfig } from "eslint/config";
import ts from "typescript-eslint";

export default defineConfig(
    { ignores: ["bin/", "coverage/", ".local/", "node_modules/"] },
    {
        files: ["**/*.ts"],
        extends: [js.configs.recommended, ts.configs.recommendedTypeChecked],
        languageOptions: { parserOptions: { projectService: true } },
        plugins: { "@pulumi": pulumi.default ?? pulumi },
        rules: {
            "@pulumi/no-output-in-template-literal": "error",
            "@pulumi/no-output-instance-in-template-literal": "error",
            "@typescript-eslint/switch-exhaustiveness-check": "error",
            // What is taken out of an object to leave the rest is not unused.
            "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true }],
            eqeqeq: "error",
        },
    },
    {
        files: ["test/**/*.ts", "testkit/**/*.ts"],
        rules: {
            // mocha's describe and it return nothing of use.
            "@typescript-eslint/no-floating-promises": ["error", { ignoreVoid: true }],
        },
    },
    {
        // What a program registers under mocks is open JSON, as are parsed YAML files: tests read it as it is.
        files: [
            "test/program/**/*.ts",
            "test/components/**/*.ts",
            "testkit/mocks.ts",
            "testkit/onAws.ts",
        ],
        rules: {
            "@typescript-eslint/no-explicit-any": "off",
            "@typescript-eslint/no-unsafe-argument": "off",
            "@typescript-eslint/no-unsafe-assignment": "off",
            "@typescript-eslint/no-unsafe-call": "off",
            "@typescript-eslint/no-unsafe-member-access": "off",
            "@typescript-eslint/no-unsafe-return": "off",
        },
    },
    {
        files: ["**/*.cjs"],
        extends: [js.configs.recommended],
        languageOptions: {
            sourceType: "commonjs",
            globals: {
                console: "readonly",
                module: "writable",
                process: "readonly",
                require: "readonly",
            },
        },
    },
    { files: ["**/*.mjs"], extends: [js.configs.recommended] },
);
