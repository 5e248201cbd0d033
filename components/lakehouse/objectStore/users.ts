import { CLEANUP_KEY_ID, ROOT_KEY_ID } from "./names";

/**
 * Contents of the Secret with the server's users and the keys of its own pods.
 *
 * @param secrets by key ID
 */
export function usersData(
    rootSecret: string,
    secrets: Readonly<Record<string, string>>,
): Record<string, string> {
    const accounts: Record<string, object> = {};
    for (const [access, secret] of Object.entries(secrets)) {
        accounts[access] = { access, secret, role: "user" };
    }
    return {
        rootKeyId: ROOT_KEY_ID,
        rootSecret,
        cleanupSecret: secrets[CLEANUP_KEY_ID] ?? "",
        "users.json": JSON.stringify({ accessAccounts: accounts }),
    };
}
