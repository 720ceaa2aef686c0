using System;
using System.Linq;
using System.Security.Cryptography;

static class RsaSignature
{
    // publicKeys: every XML of this page, two while a key is being rotated.
    // header: name => Request.Headers[name] in ASP.NET Core.
    // body: the raw bytes, before any JSON parsing.
    public static bool IsFromTidings(string[] publicKeys, Func<string, string> header, byte[] body)
    {
        byte[] signature;
        try
        {
            signature = Convert.FromBase64String(header("x-di-signature") ?? "");
        }
        catch (FormatException)
        {
            return false;
        }
        return publicKeys.Any(xml =>
        {
            using (var key = RSA.Create())
            {
                key.FromXmlString(xml);
                return signature.Length * 8 == key.KeySize
                    && key.VerifyData(body, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            }
        });
    }
}
