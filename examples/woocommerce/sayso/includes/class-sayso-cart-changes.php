<?php
/**
 * What went into the cart, and what went out of it.
 *
 * @package Sayso
 */

defined( 'ABSPATH' ) || exit;

/**
 * Compares the cart at the begin of a request with the cart at its end, so that it does not matter who changed it: a form,
 * a link, WooCommerce's AJAX, a block, an undo. A click that added nothing is no event. What changed waits in WooCommerce's
 * own session until the visitor's page has it; only where the visitor has allowed something by then, so that nothing of
 * before a yes is told after it.
 */
final class Sayso_Cart_Changes {
	const WAITING = 'sayso_cart';
	const MOST    = 20;

	/** @var array<string, array{quantity: float, product: WC_Product}>|null */
	private static $before;

	public static function init(): void {
		add_action( 'woocommerce_cart_loaded_from_session', array( self::class, 'start' ), PHP_INT_MAX );
		// An order took it all, or it was emptied as a whole: nothing was taken out of it.
		add_action( 'woocommerce_cart_emptied', array( self::class, 'emptied' ) );
		add_action( 'template_redirect', array( self::class, 'before_page' ), 5 );
		// WooCommerce saves its session at 20.
		add_action( 'shutdown', array( self::class, 'note' ), 10 );
		add_action( 'wc_ajax_sayso_cart', array( self::class, 'answer' ) );
		add_action( 'wp_enqueue_scripts', array( self::class, 'enqueue' ) );
		add_action( 'wp_footer', array( self::class, 'print' ), 15 );
	}

	/** @param WC_Cart $cart As it was kept. */
	public static function start( $cart ): void {
		if ( null === self::$before ) {
			self::$before = self::look( $cart );
		}
	}

	public static function emptied(): void {
		self::$before = array();
	}

	public static function note(): void {
		try {
			if ( null === self::$before || ! WC()->cart || ! WC()->session ) {
				return;
			}
			$after        = self::look( WC()->cart );
			$changes      = self::compare( self::$before, $after );
			self::$before = $after;
			if ( $changes && null !== Sayso_Cookie::subject() ) {
				WC()->session->set( self::WAITING, array_slice( array_merge( self::waiting(), $changes ), -self::MOST ) );
			}
		} catch ( Throwable $error ) {
			Sayso_Outgoing::note( $error->getMessage() );
		}
	}

	public static function before_page(): void {
		self::note();
		if ( self::waiting() ) {
			Sayso_Page_Events::keep_out_of_caches();
		}
	}

	public static function enqueue(): void {
		wp_enqueue_script( 'sayso-woocommerce', plugins_url( 'assets/sayso-woocommerce.js', SAYSO_FILE ), array(), SAYSO_VERSION, true );
	}

	/** What the script needs: the same on each page, but where something has just changed. */
	public static function print(): void {
		$config = array(
			'cart'    => WC_AJAX::get_endpoint( 'sayso_cart' ),
			'proof'   => is_account_page() || is_checkout() ? Sayso_Identify::address() : '',
			'changes' => self::take(),
		);
		// No inline script, which optimisers move and content security policies forbid.
		printf( '<div hidden id="sayso-woocommerce" data-config="%s"></div>', esc_attr( Sayso_Page_Events::json( $config ) ) );
	}

	/** The script asks when WooCommerce says that the cart has changed. A header of ours keeps other sites' forms out. */
	public static function answer(): void {
		$is_ours = isset( $_SERVER['HTTP_X_SAYSO'], $_SERVER['REQUEST_METHOD'] ) && 'POST' === $_SERVER['REQUEST_METHOD'];
		wp_send_json( array( 'changes' => $is_ours ? self::take() : array() ) );
	}

	private static function take(): array {
		$waiting = self::waiting();
		if ( $waiting ) {
			WC()->session->set( self::WAITING, null );
		}
		return null === Sayso_Cookie::subject() ? array() : $waiting;
	}

	private static function waiting(): array {
		$waiting = WC()->session ? WC()->session->get( self::WAITING ) : null;
		return is_array( $waiting ) ? $waiting : array();
	}

	/** @param WC_Cart $cart Lines of the same product and variation count as one. */
	private static function look( $cart ): array {
		$seen = array();
		foreach ( $cart->get_cart() as $line ) {
			$key          = (int) ( $line['product_id'] ?? 0 ) . ':' . (int) ( $line['variation_id'] ?? 0 );
			$seen[ $key ] = array(
				'quantity' => (float) $line['quantity'] + ( $seen[ $key ]['quantity'] ?? 0 ),
				'product'  => $line['data'],
			);
		}
		return $seen;
	}

	private static function compare( array $before, array $after ): array {
		$changes = array();
		foreach ( $after + $before as $key => $line ) {
			$more = ( $after[ $key ]['quantity'] ?? 0 ) - ( $before[ $key ]['quantity'] ?? 0 );
			if ( 0.0 === (float) $more || ! is_object( $line['product'] ) ) {
				continue;
			}
			$item      = Sayso_Items::of_product( $line['product'], array( 'quantity' => abs( $more ) ) );
			$props     = array( 'items' => array( $item ), 'currency' => get_woocommerce_currency() );
			$changes[] = array( $more > 0 ? 'add_to_cart' : 'remove_from_cart', isset( $item['price'] ) ? $props + array( 'value' => Sayso_Money::round( $item['price'] * $item['quantity'], $props['currency'] ) ) : $props );
		}
		return $changes;
	}
}
