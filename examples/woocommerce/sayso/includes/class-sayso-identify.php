<?php
/**
 * Who a customer is, for `sayso.identify`.
 *
 * @package Sayso
 */

defined( 'ABSPATH' ) || exit;

/** A proof is asked for by the page, after a yes to marketing, and only where somebody is logged in. */
final class Sayso_Identify {
	const ACTION = 'sayso_proof';

	public static function init(): void {
		add_action( 'wp_ajax_' . self::ACTION, array( self::class, 'answer' ) );
	}

	/** The identity key: from wp-config.php or the environment, so that it is in no database and no page. */
	public static function key(): string {
		$key = defined( 'SAYSO_IDENTITY_KEY' ) ? SAYSO_IDENTITY_KEY : getenv( 'SAYSO_IDENTITY_KEY' );
		return is_string( $key ) && 0 === strpos( $key, 'sayso_k_' ) ? $key : '';
	}

	/** Where the page asks; nothing without a key. The same for everybody. */
	public static function address(): string {
		return '' === self::key() ? '' : admin_url( 'admin-ajax.php?action=' . self::ACTION, 'relative' );
	}

	/** For the customer's own browser: no other site can read the answer, and a header of ours keeps forms out. */
	public static function answer(): void {
		nocache_headers();
		$user  = wp_get_current_user();
		$proof = null;
		if ( isset( $_SERVER['HTTP_X_SAYSO'] ) && $user->exists() && null !== Sayso_Cookie::subject() && ! Sayso_Consent_Api::denies( 'marketing' ) ) {
			$proof = Sayso_Proof::create( (string) Sayso_Settings::get( 'site' ), self::key(), array( 'email' => $user->user_email ), time() );
		}
		wp_send_json( array( 'proof' => $proof ) );
	}
}
